namespace HybridGroups.GraphSimulator.Faults;

public static class FaultProfiles
{
    public static readonly IReadOnlyDictionary<string, FaultSettings> ByName =
        new Dictionary<string, FaultSettings>(StringComparer.OrdinalIgnoreCase)
        {
            ["demo"] = FaultSettings.Demo,
            ["realistic"] = FaultSettings.Realistic,
            ["hard"] = FaultSettings.Hard,
            ["outage"] = FaultSettings.Outage,
        };
}
