using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Selection;

namespace HybridGroups.Sync.Planning;

/// <summary>Plans what becomes of written groups that nobody wants any more. Without a complete read of both sides: nothing.</summary>
internal sealed class WritebackRetirement(PlanBuilder plan, RuleBook rules)
{
    private readonly DirectoryModel model = plan.Model;
    private readonly HashSet<(DirectoryPath Container, string Name)> givenNames = [];
    private readonly Dictionary<string, HashSet<Guid>> picks = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, (IReadOnlyDictionary<RetirementCause, int> Waiting, int Quarantined)> Run(IReadOnlyList<WritebackIntent> intents)
    {
        var owners = intents.SelectMany(intent => intent.AllContainers.Select(container => (Path: DirectoryPath.Of(container), Intent: intent)))
            .ToLookup(owner => owner.Path, owner => owner.Intent);
        var waiting = intents.ToDictionary(intent => intent.Ref.Key, _ => new Dictionary<RetirementCause, int>(), StringComparer.Ordinal);
        var quarantined = intents.ToDictionary(intent => intent.Ref.Key, _ => 0, StringComparer.Ordinal);
        foreach (var (source, groups) in model.Groups.WrittenBack.OrderBy(entry => entry.Key))
        {
            if (new WritebackAnchor(source).IsForRule || plan.ToBeWrittenBack.Contains(source)) continue;
            foreach (var group in groups)
            {
                // A policy writes into its containers and never below them: what lies there another one wrote, that may be gone by now.
                var place = DirectoryPath.Of(DirectoryPath.ParentOf(group.DistinguishedName) ?? string.Empty);
                var intent = WriterOf(source, [.. owners[place].Distinct()]);
                if (intent is null || intent.IsSuspended) continue;
                var isQuarantined = intent.QuarantineContainer is { } quarantine && place.Equals(DirectoryPath.Of(quarantine));
                if (isQuarantined) quarantined[intent.Ref.Key]++;
                if (Retire(intent, source, group, isQuarantined) is { } cause)
                {
                    waiting[intent.Ref.Key][cause] = waiting[intent.Ref.Key].GetValueOrDefault(cause) + 1;
                }
            }
        }

        return waiting.ToDictionary(
            entry => entry.Key,
            entry => ((IReadOnlyDictionary<RetirementCause, int>)entry.Value, quarantined[entry.Key]),
            StringComparer.Ordinal);
    }

    // No mark says which policy wrote a group. Where several write into one container, it is the one that picks its source, or that
    // alone writes groups of its type; and when neither tells, the most careful of them decides.
    private WritebackIntent? WriterOf(Guid source, IReadOnlyList<WritebackIntent> candidates)
    {
        if (candidates is [] or [_]) return candidates is [var only] ? only : null;
        WritebackIntent[] likely = [.. candidates.Where(intent => PickedBy(intent).Contains(source))];
        if (likely.Length == 0 && model.CloudGroup(source) is { } group) likely = [.. candidates.Where(intent => GroupFilter.IsOfType(intent, group))];
        return likely.Length == 1 ? likely[0] : candidates.MinBy(intent => intent.IsSuspended ? -1 : (int)PolicyFor(intent, CauseOf(intent, source)));
    }

    private HashSet<Guid> PickedBy(WritebackIntent intent)
    {
        if (!picks.TryGetValue(intent.Ref.Key, out var picked)) picks.Add(intent.Ref.Key, picked = [.. GroupFilter.Select(intent, model, rules).Select(group => group.Id)]);
        return picked;
    }

    private RetirementCause CauseOf(WritebackIntent intent, Guid source) =>
        !intent.IsEnabled ? RetirementCause.PolicyRemoved
        : model.Cloud.PropertiesOf(CloudObjectKind.Group, source) is not null ? RetirementCause.LeftScope
        : model.Cloud.IsSoftDeleted(source) ? RetirementCause.SoftDeleted
        : RetirementCause.HardDeleted;

    private static RetirementPolicy PolicyFor(WritebackIntent intent, RetirementCause cause) => cause switch
    {
        RetirementCause.PolicyRemoved => intent.PolicyRemoved,
        RetirementCause.LeftScope => intent.LeftScope,
        RetirementCause.SoftDeleted => intent.SoftDeleted,
        _ => intent.HardDeleted,
    };

    private RetirementCause? Retire(WritebackIntent intent, Guid source, OnPremisesObject group, bool isQuarantined)
    {
        var cause = CauseOf(intent, source);
        var policy = PolicyFor(intent, cause);
        // Moved there and then interrupted, it still has its members.
        var isDone = policy == RetirementPolicy.Quarantine && isQuarantined && model.OnPremises.MembersOf(group.Id).Count == 0;
        if (policy == RetirementPolicy.Retain || isDone || plan.Proof is not { } proof) return null;
        var target = new TargetGroup(DirectorySide.ActiveDirectory, group.Id, IsNew: false, group.DistinguishedName);
        if (!plan.Claim(intent.Ref, target)) return null;
        var reason = ReasonOf(intent, cause);
        if (policy == RetirementPolicy.Delete)
        {
            plan.Add(new PlannedChange.DeleteOnPremisesGroup(proof, intent.Ref, target, reason, cause, new WritebackAnchor(source)));
        }
        else
        {
            plan.Add(new PlannedChange.QuarantineOnPremisesGroup(
                proof, intent.Ref, target, reason, cause, intent.QuarantineContainer!, [.. model.OnPremises.MembersOf(group.Id).Order()], source)
            {
                NewName = NewNameOf(group, source, DirectoryPath.Of(intent.QuarantineContainer!)),
            });
        }

        return cause;
    }

    // Groups that had one name one after the other meet in the quarantine.
    private string? NewNameOf(OnPremisesObject group, Guid source, DirectoryPath container)
    {
        var name = DirectoryPath.Of(group.DistinguishedName).Name;
        var isFree = givenNames.Add((container, name.ToUpperInvariant())) && (model.Names.WithName(name, container) is not { } other || other == group.Id);
        return isFree ? null : GroupNaming.WithSuffix(name, source);
    }

    private static string ReasonOf(WritebackIntent intent, RetirementCause cause) => cause switch
    {
        RetirementCause.PolicyRemoved => $"{intent.Ref} was disabled or deleted",
        RetirementCause.LeftScope => $"{intent.Ref} no longer picks its source",
        RetirementCause.SoftDeleted => "its source lies in Entra's recycle bin",
        _ => "its source was deleted in Entra for good",
    };
}
