using HybridGroups.Api;
using HybridGroups.Api.DynamicGroupRules;

namespace HybridGroups.Controllers.DynamicGroupRules;

/// <summary>When a rule may go: its deletion must not forget a group that it made and that is to go with it.</summary>
internal static class RuleFinalizer
{
    public static bool IsNeeded(DynamicGroupRule rule) =>
        rule.Spec is { DeletionPolicy: GroupDeletionPolicy.Delete, Target: { EntraGroup.DisplayName: not null } or { ActiveDirectoryGroup.Name: not null } };

    public static bool MayGo(RuleSnapshot snapshot) =>
        !IsNeeded(snapshot.Rule)
        || snapshot.Rule.Metadata.Annotations?.ContainsKey(Annotations.AbandonCleanup) == true
        || snapshot.Verdict is { IsTerminal: true }
        || (snapshot is { IsPlanned: true, Outcome.Group: null } && snapshot.Report is { BothAnswer: true, Writes: true });
}
