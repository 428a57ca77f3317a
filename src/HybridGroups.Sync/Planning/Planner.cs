using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Selection;

namespace HybridGroups.Sync.Planning;

/// <summary>From what is wanted and what is there to what has to be done. Pure: the same input gives the same plan.</summary>
public sealed class Planner(DirectoryModel model, RuleBook rules, Baseline baseline)
{
    // One slip of a script can give everybody the same address.
    private const int MostAmbiguities = 1000;
    private const int MostNamed = 4;

    public Plan Run(IReadOnlyList<Intent> intents, DateTimeOffset now)
    {
        model.Adopt(Adoptions.Of(intents));
        rules.Refresh(RulesOf(intents), now);
        var plan = new PlanBuilder(model);
        var translation = new MemberTranslation(plan);
        var writeback = new WritebackPlanner(plan, translation, rules, baseline);
        var groupSync = new GroupSyncPlanner(plan, translation, rules);
        var ordered = intents.OrderBy(intent => intent.Since).ThenBy(intent => intent.Ref.Key, StringComparer.Ordinal).ToArray();

        // First everybody says which groups will be there: groups within groups refer to one another across intents.
        var picked = ordered.OfType<WritebackIntent>().Select(intent => (intent, groups: writeback.Select(intent))).ToArray();
        var synced = ordered.OfType<GroupSyncIntent>().Select(intent => (intent, groups: groupSync.Select(intent))).ToArray();
        foreach (var (intent, groups) in picked) writeback.Run(intent, groups);
        foreach (var (intent, groups) in synced) groupSync.Run(intent, groups);
        var dynamic = new DynamicRulePlanner(plan, rules);
        var dynamics = ordered.OfType<DynamicRuleIntent>().ToArray();
        var cycles = dynamic.FindCycles(dynamics);
        foreach (var intent in dynamics) dynamic.Run(intent, cycles.Contains(intent.Ref.Key));
        foreach (var (intent, groups) in synced) groupSync.RunRetirement(intent, groups);
        var retired = new WritebackRetirement(plan, rules).Run([.. picked.Select(entry => entry.intent)]);

        var built = plan.Build();
        return built with
        {
            DirectoryProblems = [.. model.People.Ambiguous.Take(MostAmbiguities).Select(AmbiguityProblem)],
            Outcomes = built.Outcomes.ToDictionary(
                entry => entry.Key,
                entry => retired.TryGetValue(entry.Key, out var counts) ? entry.Value with { Retirements = counts.Waiting, Quarantined = counts.Quarantined } : entry.Value,
                StringComparer.Ordinal),
        };
    }

    private ObjectProblem AmbiguityProblem(AmbiguousMatch match)
    {
        return new ObjectProblem(
            ProblemClasses.AmbiguousMatch, match.Value,
            $"{match.Key} {match.Value} is shared by {Names(DirectorySide.ActiveDirectory, match.OnPremises)} in Active Directory and {Names(DirectorySide.Entra, match.Cloud)} in Entra. None of them is matched by it, and none is removed from a group because of it.",
            "Give all but one of them another value, or let spec.matching of the SyncConnector match by a key that tells them apart.");
    }

    private string Names(DirectorySide side, IReadOnlyList<Guid> people) =>
        string.Join("; ", people.Take(MostNamed).Select(id => model.NameOf(side, id))) + (people.Count > MostNamed ? $"; and {people.Count - MostNamed} more" : string.Empty);

    private static Dictionary<string, BookedRule> RulesOf(IReadOnlyList<Intent> intents)
    {
        var booked = new Dictionary<string, BookedRule>(StringComparer.Ordinal);
        foreach (var intent in intents)
        {
            switch (intent)
            {
                case GroupSyncIntent { Rule: { } rule } sync:
                    booked[sync.SelectionRuleId] = new BookedRule(rule, RuleSource.ActiveDirectory);
                    break;
                case DynamicRuleIntent dynamic:
                    booked[dynamic.MembersRuleId] = new BookedRule(dynamic.Rule, dynamic.Source);
                    break;
                case WritebackIntent writeback:
                    if (writeback.Rule is { } selection) booked[writeback.SelectionRuleId] = new BookedRule(selection, RuleSource.Entra);
                    for (var index = 0; index < writeback.Containers.Count; index++)
                    {
                        booked[writeback.ContainerRuleId(index)] = new BookedRule(writeback.Containers[index].Rule, RuleSource.Entra);
                    }

                    break;
            }
        }

        return booked;
    }
}
