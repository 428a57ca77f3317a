using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Selection;

namespace HybridGroups.Sync.Planning;

/// <summary>Which groups an intent picks.</summary>
internal static class GroupFilter
{
    public static IReadOnlyList<CloudGroupView> Select(WritebackIntent intent, DirectoryModel model, RuleBook rules)
    {
        var byRule = intent.Rule is null ? null : Ids(rules, intent.SelectionRuleId);
        return
        [
            .. model.Cloud.Live(Cloud.Changes.CloudObjectKind.Group)
                .Where(id => !intent.Exclude.Contains(id))
                .Select(id => model.CloudGroup(id)!.Value)
                .Where(group => MayFlowToActiveDirectory(group) && !model.Groups.IsAdopted(group.Id))
                .Where(group => intent.Include.Contains(group.Id) || (IsOfType(intent, group) && IsEnabled(intent, group, model) && byRule?.Contains(group.Id) != false))
                .OrderBy(group => group.Id),
        ];
    }

    /// <summary>How many groups are of the policy's types and picked by its rule, and are left out because they say nothing of themselves.</summary>
    public static int Silent(WritebackIntent intent, DirectoryModel model, RuleBook rules) =>
        !intent.HonoursWritebackConfiguration || !model.WritebackWishesAreKnown
            ? 0
            : Select(intent with { HonoursWritebackConfiguration = false }, model, rules).Count(group => group.WritebackIsEnabled is null);

    public static IReadOnlyList<OnPremisesObject> Select(GroupSyncIntent intent, DirectoryModel model, RuleBook rules)
    {
        var byRule = intent.Rule is null ? null : Ids(rules, intent.SelectionRuleId);
        return
        [
            .. model.OnPremises.Objects
                .Where(item => item.Kind == OnPremisesObjectKind.Group && !intent.Exclude.Contains(item.Id))
                .Where(item => SyncExclusions.Of(item) is null)
                .Where(item => intent.Include.Contains(item.Id) || (IsInside(intent, item) && byRule?.Contains(item.Id) != false))
                .OrderBy(item => item.Id),
        ];
    }

    public static HashSet<Guid> Ids(RuleBook rules, string id) => [.. rules.MembersOf(id).ObjectIds().Select(Guid.Parse)];

    // What came from Active Directory never flows back to it: neither by another product nor by us.
    private static bool MayFlowToActiveDirectory(CloudGroupView group) =>
        !group.IsOnPremisesMastered && !(CloudAnchor.TryParse(group.UniqueName, out var anchor) && !anchor.Value.IsForRule);

    /// <summary>Whether the group is of a type that the policy writes, whatever else it asks for.</summary>
    public static bool IsOfType(WritebackIntent intent, CloudGroupView group) =>
        group.IsMicrosoft365 ? intent.IncludesMicrosoft365 : intent.IncludesSecurity && group is { SecurityEnabled: true, MailEnabled: false };

    // The same words mean different things: a Microsoft 365 group that says nothing is written, a security group is not.
    private static bool IsEnabled(WritebackIntent intent, CloudGroupView group, DirectoryModel model)
    {
        if (!intent.HonoursWritebackConfiguration) return true;
        var isWritten = model.Groups.WrittenBack.ContainsKey(group.Id);
        if (!model.WritebackWishesAreKnown) return isWritten && group.WritebackIsEnabled != false;
        return group.WritebackIsEnabled ?? (group.IsMicrosoft365 && (isWritten || model.NewGroupsAreWrittenBack));
    }

    private static bool IsInside(GroupSyncIntent intent, OnPremisesObject item)
    {
        if (intent.Containers.Count == 0) return true;
        var path = DirectoryPath.Of(item.DistinguishedName);
        return intent.Containers.Any(path.IsAtOrBelow);
    }
}
