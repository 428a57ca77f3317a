namespace HybridGroups.Rules.Properties;

/// <summary>What direct and indirect reports are decided by.</summary>
public static class ManagerLinks
{
    /// <summary>
    /// Whether the manager is a member of the group of his reports. Documentation of 2026 says so; before, nobody said.
    /// This is the only place that knows.
    /// </summary>
    public const bool ManagerIsMember = true;

    private static readonly PropertyBuilder User = new(RuleSubject.User);

    public static RuleProperty Manager { get; } = Find("manager");

    public static RuleProperty ObjectId { get; } = Find("objectId");

    /// <summary>The ids of the manager, of his manager and so on. Rules cannot name it; whoever fills a population computes it.</summary>
    public static RuleProperty Chain { get; } = User.Texts("managerChain");

    private static RuleProperty Find(string key) =>
        PropertyCatalog.Of(RuleSubject.User).TryFind(key, out var property) ? property : throw new InvalidOperationException($"No property {key}.");
}
