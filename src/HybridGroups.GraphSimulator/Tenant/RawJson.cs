namespace HybridGroups.GraphSimulator.Tenant;

/// <summary>A complex value, kept as the JSON text it arrived in.</summary>
internal sealed record RawJson(string Text);
