using HybridGroups.Sync.Planning;

namespace HybridGroups.Sync.Directory;

/// <summary>A group to be written back.</summary>
public sealed record NewGroup(WritebackAnchor Anchor, string CommonName, string Container, string SamAccountName, GroupKind Kind)
{
    /// <summary>Further attributes: displayName, description, mail …</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The same with an account name that nobody else can have.</summary>
    public NewGroup WithOwnAccountName() => this with { SamAccountName = GroupNaming.AccountName(GroupNaming.WithSuffix(SamAccountName, Anchor.EntraId)) };
}
