using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Selection;

namespace HybridGroups.Sync.Planning;

/// <summary>Plans the members of the groups that rules keep.</summary>
internal sealed class DynamicRulePlanner(PlanBuilder plan, RuleBook rules)
{
    private readonly DirectoryModel model = plan.Model;
    private readonly RuleTargets targets = new(plan);

    /// <summary>Rules over the members of groups that other rules fill. In a circle none could ever come to rest.</summary>
    public IReadOnlySet<string> FindCycles(IReadOnlyList<DynamicRuleIntent> intents) => RuleDependencies.InCycles(intents, intent => targets.IdOf(intent));

    public void Run(DynamicRuleIntent intent, bool isInCycle)
    {
        if (isInCycle && !intent.DeletesTarget)
        {
            plan.Report(
                intent.Ref, ProblemClasses.RuleCycle, intent.Ref.Name, "The rule reads the members of a group that another rule fills, which in the end reads the members of this one.",
                "Break the circle: take memberOf out of one of the rules.");
            plan.Conclude(new IntentOutcome(intent.Ref));
            return;
        }

        var target = targets.Find(intent);
        if (intent.DeletesTarget)
        {
            Delete(intent, target);
            return;
        }

        var present = target is { IsNew: false } ? PresentMembers(target) : new HashSet<Guid>();
        var outcome = new IntentOutcome(intent.Ref) { Members = present.Count, Group = target is { IsNew: false } ? target.Id : null };
        if (intent.EvaluatedByEntra)
        {
            plan.Conclude(target is null ? outcome : new RuleHandover(plan, rules, targets).Plan(intent, target, present, outcome));
            return;
        }

        var chosen = rules.MembersOf(intent.MembersRuleId);
        outcome = outcome with { Selected = chosen.Count };
        if (chosen.IsFaulted)
        {
            plan.Report(
                intent.Ref, ProblemClasses.RuleTooSlow, intent.Ref.Name, "A pattern of the rule used up its time budget on some value; the members stay as they are.",
                "Take look-around and back-references out of the pattern.");
            plan.Conclude(outcome);
            return;
        }

        if (target is null || !plan.Claim(intent.Ref, target))
        {
            plan.Conclude(outcome);
            return;
        }

        var members = Wanted(intent, chosen, target.Side);
        var wanted = members.Members;
        outcome = outcome with
        {
            Unmatched = members.Unmatched,
            PendingAdds = wanted.Count(member => !present.Contains(member.Id)),
            PendingRemovals = present.Count(member => !wanted.Contains(new PlannedMember(member, IsNew: false)) && !members.MayMean(member, model.People)),
        };
        plan.Conclude(outcome);
        if (intent.IsPaused || intent.IsDryRun) return;
        if (target.IsNew) targets.Create(intent, target);
        else targets.TakeOver(intent, target);
        MemberDifference.Plan(
            plan, intent.Ref, target, members, present, $"{intent.Ref} picks them (generation {intent.Ref.Generation})", source: null, intent.TakesOver);
    }

    private IReadOnlySet<Guid> PresentMembers(TargetGroup target) =>
        target.Side == DirectorySide.Entra ? model.Cloud.EffectiveMembers(target.Id) : model.OnPremises.MembersOf(target.Id);

    private TranslatedMembers Wanted(DynamicRuleIntent intent, Rules.Engine.RuleMembers chosen, DirectorySide side)
    {
        var members = new HashSet<Guid>();
        var doubts = TranslatedMembers.NoDoubts();
        var unresolved = 0;
        foreach (var id in chosen.ObjectIds().Select(Guid.Parse))
        {
            if (On(side, id) is { } member)
            {
                members.Add(member);
                continue;
            }

            unresolved++;
            doubts.UnionWith(model.People.DoubtsAbout(id));
        }

        var references = targets.References;
        foreach (var text in intent.IncludeMembers)
        {
            if (references.Find(text) is { } id && On(side, id) is { } member) members.Add(member);
            else unresolved++;
        }

        foreach (var text in intent.ExcludeMembers)
        {
            // An exception that finds nobody leaves somebody in: it must be seen.
            if (references.Find(text) is not { } id) unresolved++;
            else if (On(side, id) is { } member) members.Remove(member);
        }

        return new TranslatedMembers(members.Select(member => new PlannedMember(member, IsNew: false)).ToHashSet(), unresolved, doubts);
    }

    private Guid? On(DirectorySide side, Guid id)
    {
        if (side == DirectorySide.Entra) return IsInCloud(id) ? id : model.People.CloudOf(id) ?? model.Groups.CloudOf(id);
        return model.OnPremises.Find(id) is not null ? id : model.People.OnPremisesOf(id) ?? model.Groups.OnPremisesOf(id);
    }

    private bool IsInCloud(Guid id) =>
        model.Cloud.PropertiesOf(CloudObjectKind.User, id) is not null || model.Cloud.PropertiesOf(CloudObjectKind.Device, id) is not null
        || model.Cloud.PropertiesOf(CloudObjectKind.Group, id) is not null;

    private void Delete(DynamicRuleIntent intent, TargetGroup? target)
    {
        plan.Conclude(new IntentOutcome(intent.Ref) { Group = target is { IsNew: false } ? target.Id : null });
        if (target is not { IsNew: false } || plan.Proof is not { } proof || !plan.Claim(intent.Ref, target)) return;
        const string reason = "the rule that made it was deleted";
        if (target.Side == DirectorySide.ActiveDirectory && intent.Target is DynamicTarget.MadeActiveDirectoryGroup)
        {
            plan.Add(new PlannedChange.DeleteOnPremisesGroup(proof, intent.Ref, target, reason, RetirementCause.PolicyRemoved, WritebackAnchor.ForRule(intent.RuleId)));
        }
        else if (target.Side == DirectorySide.Entra && intent.Target is DynamicTarget.MadeEntraGroup)
        {
            plan.Add(new PlannedChange.DeleteCloudGroup(
                proof, intent.Ref, target, reason, RetirementCause.PolicyRemoved, CloudAnchor.ForRule(intent.RuleId).ToString(), Source: null, RemovesLicences: false));
        }
    }
}
