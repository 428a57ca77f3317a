namespace HybridGroups.Sync.Planning;

/// <summary>What was last written to groups, so that a change of the source can be told from a change by somebody else.</summary>
public sealed class Baseline
{
    private readonly Dictionary<Guid, Written> groups = [];

    internal IReadOnlyDictionary<Guid, Written> Groups => groups;

    public bool Knows(Guid group) => groups.ContainsKey(group);

    public IReadOnlySet<Guid> Members(Guid group) => groups.TryGetValue(group, out var written) ? written.Members : new HashSet<Guid>();

    internal (string? Name, string? Container) Place(Guid group) => groups.TryGetValue(group, out var written) ? (written.Name, written.Container) : default;

    internal bool HasWritten(Guid group, string attribute, IReadOnlyList<string> values) =>
        groups.TryGetValue(group, out var written) && written.Attributes.TryGetValue(attribute, out var last) && last.SequenceEqual(values, StringComparer.Ordinal);

    public void Wrote(Guid group, string attribute, IReadOnlyList<string> values) => Of(group).Attributes[attribute] = values;

    public void WroteMembers(Guid group, IEnumerable<Guid> added, IEnumerable<Guid> removed)
    {
        var members = Of(group).Members;
        members.UnionWith(added);
        members.ExceptWith(removed);
    }

    public void WrotePlace(Guid group, string name, string container) => (Of(group).Name, Of(group).Container) = (name, container);

    public void Forget(Guid group) => groups.Remove(group);

    /// <summary>Takes over what another one knows.</summary>
    public void TakeUp(Baseline other)
    {
        foreach (var (group, written) in other.groups) groups[group] = written;
    }

    internal Written Of(Guid group)
    {
        if (!groups.TryGetValue(group, out var written)) groups.Add(group, written = new Written());
        return written;
    }

    internal sealed class Written
    {
        public Dictionary<string, IReadOnlyList<string>> Attributes { get; } = new(StringComparer.OrdinalIgnoreCase);

        public HashSet<Guid> Members { get; } = [];

        public string? Name { get; set; }

        public string? Container { get; set; }
    }
}
