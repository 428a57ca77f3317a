namespace HybridGroups.Sync.Directory;

/// <summary>A group to be written back.</summary>
public sealed record NewGroup(WritebackAnchor Anchor, string CommonName, string Container, string SamAccountName, GroupKind Kind)
{
    /// <summary>
    /// In place of SamAccountName where that is taken: it is unique in the whole domain, and what lies outside of the scope is not
    /// known before the directory refuses it. Null: then it is refused.
    /// </summary>
    public string? AccountNameWhenTaken { get; init; }

    /// <summary>In place of CommonName where something in the container has it that is not read, such as a printer. Null: then it is refused.</summary>
    public string? CommonNameWhenTaken { get; init; }

    /// <summary>Further attributes: displayName, description, mail …</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
}
