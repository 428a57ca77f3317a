namespace HybridGroups.Sync.Cloud.Groups;

/// <summary>A group that shall exist.</summary>
/// <param name="UniqueName">The key it is found again by, whatever happens to its name; creating twice makes one group.</param>
public sealed record CloudGroupDraft(string UniqueName, string DisplayName, string MailNickname)
{
    public string? Description { get; init; }

    public bool IsMicrosoft365 { get; init; }

    public string? MembershipRule { get; init; }

    /// <summary>At most 20 owners can be named at once.</summary>
    public IReadOnlyList<Guid> Owners { get; init; } = [];
}
