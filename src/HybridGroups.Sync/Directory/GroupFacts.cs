namespace HybridGroups.Sync.Directory;

public sealed record GroupFacts(GroupKind Kind)
{
    /// <summary><c>Group_&lt;object id in Entra&gt;</c> when it was written back from there, by us or by another product.</summary>
    public WritebackAnchor? WrittenBackFrom { get; init; }

    /// <summary>msDS-ObjectSoa: who owns it by the enforcement policy of the domain.</summary>
    public string? SourceOfAuthority { get; init; }
}
