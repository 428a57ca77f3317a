namespace HybridGroups.GraphSimulator.Tenant;

internal sealed record Domain(string Name, bool IsDefault, bool IsInitial, bool IsFederated);
