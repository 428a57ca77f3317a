namespace HybridGroups.Rules.Population;

/// <summary>From each person upwards: the manager, the manager's manager, and so on.</summary>
public sealed class ManagerChain
{
    private readonly Dictionary<string, string> managers = new(StringComparer.OrdinalIgnoreCase);

    public void Set(string person, string manager) => managers[person] = manager;

    public string? Manager(string person) => managers.GetValueOrDefault(person);

    /// <summary>Ends where somebody has no manager, or where the chain comes round to somebody it has met.</summary>
    public IReadOnlyList<string> Above(string person)
    {
        var above = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var manager = Manager(person); manager is not null && seen.Add(manager); manager = Manager(manager))
        {
            above.Add(manager);
        }

        return above;
    }
}
