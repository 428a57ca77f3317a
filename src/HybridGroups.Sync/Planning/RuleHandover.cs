using HybridGroups.Rules.Conditions;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Selection;

namespace HybridGroups.Sync.Planning;

/// <summary>Hands rules to Entra, which empties a group before it fills it by the rule. Who would be lost is found out before.</summary>
internal sealed class RuleHandover(PlanBuilder plan, RuleBook rules, RuleTargets targets)
{
    public IntentOutcome Plan(DynamicRuleIntent intent, TargetGroup target, IReadOnlySet<Guid> present, IntentOutcome outcome)
    {
        if (!intent.IsDryRun && !plan.Claim(intent.Ref, target)) return outcome;
        if (target.IsNew)
        {
            if (intent.IsDryRun) return outcome;
            targets.Create(intent, target);
            // A rule that is on goes with the draft.
            if (intent.IsPaused) plan.Add(Set(intent, target));
            return outcome;
        }

        var group = plan.Model.CloudGroup(target.Id);
        var isDynamic = group is { IsDynamic: true };
        var keepsRule = isDynamic && string.Equals(group!.Value.MembershipRule, intent.Rule.Text, StringComparison.Ordinal);
        if (keepsRule && string.Equals(group!.Value.MembershipRuleProcessingState, StateOf(intent), StringComparison.OrdinalIgnoreCase)) return outcome;
        var picked = PickedBy(intent);
        var lost = Lost(intent, present, picked, keepsRule);
        var gained = intent.IsPaused ? 0 : picked?.Count(member => !present.Contains(member)) ?? 0;
        outcome = outcome with { PendingAdds = gained, PendingRemovals = lost.Count };
        if (intent.IsDryRun) return outcome;
        if (lost.Count == 0)
        {
            plan.Add(Set(intent, target) with { Gained = gained, MembersBefore = present.Count });
        }
        else if (plan.Proof is { } proof)
        {
            plan.Add(new PlannedChange.ReplaceMembersByRule(proof, intent.Ref, target, ReasonOf(intent), intent.Rule.Text, !intent.IsPaused, lost, present.Count)
            {
                Gained = gained,
                IsTakeover = !isDynamic,
            });
        }

        return outcome;
    }

    // Another rule empties the group; a paused one does not fill it again. The same rule, switched on again, takes out whom it does not pick.
    private static List<PlannedMember> Lost(DynamicRuleIntent intent, IReadOnlySet<Guid> present, HashSet<Guid>? picked, bool keepsRule)
    {
        if (keepsRule && (intent.IsPaused || picked is null)) return [];
        var kept = intent.IsPaused ? null : picked;
        return [.. present.Where(member => kept?.Contains(member) != true).Order().Select(member => new PlannedMember(member, IsNew: false))];
    }

    // Null when it cannot be told here: who manages whom is not in Entra's changes.
    private HashSet<Guid>? PickedBy(DynamicRuleIntent intent)
    {
        if (intent.Rule.Condition.Descend().Any(part => part is Condition.Reports)) return null;
        var chosen = rules.MembersOf(intent.MembersRuleId);
        return chosen.IsFaulted ? null : [.. chosen.ObjectIds().Select(Guid.Parse)];
    }

    private static PlannedChange.SetMembershipRule Set(DynamicRuleIntent intent, TargetGroup target) =>
        new(intent.Ref, target, ReasonOf(intent), intent.Rule.Text, !intent.IsPaused);

    private static string StateOf(DynamicRuleIntent intent) => intent.IsPaused ? "Paused" : "On";

    private static string ReasonOf(DynamicRuleIntent intent) => $"{intent.Ref} hands its rule to Entra";
}
