namespace HybridGroups.GraphSimulator.Protocol;

/// <summary>Query options: names without regard to case, the leading dollar optional, as Graph takes them.</summary>
internal sealed class QueryOptions
{
    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    public QueryOptions(string query)
    {
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = Decode(equals < 0 ? pair : pair[..equals]);
            values[name.TrimStart('$')] = equals < 0 ? "" : Decode(pair[(equals + 1)..]);
        }
    }

    public string? this[string name] => values.GetValueOrDefault(name);

    public IReadOnlyCollection<string> Names => values.Keys;

    public bool Has(string name) => values.ContainsKey(name);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
