using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;

namespace HybridGroups.Sync.Planning;

/// <summary>Finds the group that a rule keeps, or says why it cannot.</summary>
internal sealed class RuleTargets(PlanBuilder plan)
{
    private readonly DirectoryModel model = plan.Model;
    private ObjectReferences? references;

    public ObjectReferences References => references ??= new ObjectReferences(model);

    /// <summary>The identity of a rule's group, without a word when there is none.</summary>
    public Guid? IdOf(DynamicRuleIntent intent) => intent.Target switch
    {
        DynamicTarget.ExistingEntraGroup target => target.Id,
        DynamicTarget.MadeEntraGroup => model.Groups.MadeByRules.TryGetValue(intent.RuleId, out var made) ? made : null,
        DynamicTarget.ExistingActiveDirectoryGroup target => References.FindByName(target.DistinguishedName),
        _ => model.Groups.WrittenBack.TryGetValue(WritebackAnchor.ForRule(intent.RuleId).EntraId, out var found) ? found[0].Id : null,
    };

    public TargetGroup? Find(DynamicRuleIntent intent) => intent.Target switch
    {
        DynamicTarget.ExistingEntraGroup target => InCloud(intent, target.Id),
        DynamicTarget.MadeEntraGroup target => model.Groups.MadeByRules.TryGetValue(intent.RuleId, out var made)
            ? InCloud(intent, made)
            : Missing(intent, target.Create, new TargetGroup(DirectorySide.Entra, intent.RuleId, IsNew: true, target.DisplayName)),
        DynamicTarget.ExistingActiveDirectoryGroup target => References.FindByName(target.DistinguishedName) is { } id && model.OnPremises.Find(id) is { Kind: OnPremisesObjectKind.Group } group
            ? new TargetGroup(DirectorySide.ActiveDirectory, id, IsNew: false, group.DistinguishedName)
            : NotFound(intent, target.DistinguishedName, "There is no such group in the scope of the connector.", "Correct the name, or widen spec.activeDirectory.scope of the SyncConnector."),
        DynamicTarget.MadeActiveDirectoryGroup target => model.Groups.WrittenBack.TryGetValue(WritebackAnchor.ForRule(intent.RuleId).EntraId, out var found)
            ? Marked(intent, found)
            : Missing(intent, target.Create, new TargetGroup(DirectorySide.ActiveDirectory, intent.RuleId, IsNew: true, target.Name)),
        _ => throw new InvalidOperationException($"Unknown target {intent.Target}."),
    };

    public void Create(DynamicRuleIntent intent, TargetGroup target)
    {
        var reason = $"{intent.Ref} makes its group";
        if (intent.Target is DynamicTarget.MadeEntraGroup cloud)
        {
            plan.Add(new PlannedChange.CreateCloudGroup(intent.Ref, target, reason, new CloudGroupDraft(
                CloudAnchor.ForRule(intent.RuleId).ToString(), GroupNaming.DisplayName(cloud.DisplayName), cloud.MailNickname)
            {
                Description = cloud.Description,
                IsMicrosoft365 = cloud.IsMicrosoft365,
                MembershipRule = intent.EvaluatedByEntra ? intent.Rule.Text : null,
            }));
        }
        else if (intent.Target is DynamicTarget.MadeActiveDirectoryGroup made)
        {
            var anchor = WritebackAnchor.ForRule(intent.RuleId);
            plan.Add(new PlannedChange.CreateOnPremisesGroup(intent.Ref, target, reason, new NewGroup(
                anchor, made.Name, made.Container, GroupNaming.AccountName(made.Name), new GroupKind(made.Scope, IsSecurity: true))
            {
                AccountNameWhenTaken = GroupNaming.AccountName(GroupNaming.WithSuffix(made.Name, anchor.EntraId)),
                Attributes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { ["displayName"] = [made.Name] },
            }));
        }
    }

    /// <summary>Only whoever has the group: another rule may have handed its own to Entra there.</summary>
    public void TakeOver(DynamicRuleIntent intent, TargetGroup target)
    {
        if (target.Side != DirectorySide.Entra || model.CloudGroup(target.Id) is not { IsDynamic: true, IsOnPremisesMastered: false } group) return;
        // As with the groups whose memberOf rules Microsoft has frozen: whoever names one here wants it filled from here.
        plan.Add(new PlannedChange.MakeAssigned(intent.Ref, target, $"{intent.Ref} fills it from now on; its own rule was {group.MembershipRule}", group.MembershipRule ?? string.Empty));
    }

    private TargetGroup? InCloud(DynamicRuleIntent intent, Guid id)
    {
        if (model.CloudGroup(id) is not { } group)
        {
            return NotFound(intent, id.ToString("D"), "There is no group with this id in Entra.", "Correct spec.target.entraGroup.id, or restore the group.");
        }

        return new TargetGroup(DirectorySide.Entra, id, IsNew: false, group.DisplayName);
    }

    private TargetGroup? Marked(DynamicRuleIntent intent, List<OnPremisesObject> found)
    {
        if (found.Count == 1) return new TargetGroup(DirectorySide.ActiveDirectory, found[0].Id, IsNew: false, found[0].DistinguishedName);
        plan.Report(
            intent.Ref, ProblemClasses.DuplicateAnchor, intent.Ref.Name,
            $"{found.Count} groups carry the mark of this rule: {string.Join("; ", found.Select(one => one.DistinguishedName).Order(StringComparer.Ordinal))}.",
            "Decide which one is right and clear adminDescription (and msDS-ExternalDirectoryObjectId) of the others.");
        return null;
    }

    private TargetGroup? Missing(DynamicRuleIntent intent, bool create, TargetGroup target) =>
        create && !intent.DeletesTarget ? target
        : intent.DeletesTarget ? null
        : NotFound(intent, target.Name, $"The group {target.Name} was not made yet.", "Set create to true in spec.target, so that this rule makes it.");

    private TargetGroup? NotFound(DynamicRuleIntent intent, string name, string message, string remedy)
    {
        plan.Report(intent.Ref, ProblemClasses.TargetNotFound, name, message, remedy);
        return null;
    }
}
