using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Cloud.Memberships;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Ports;

namespace HybridGroups.Controllers.Connectors;

/// <summary>Carries changes out in Entra, and notes in the model what it did.</summary>
internal sealed class CloudApplier(DirectoryModel model, ICloudDirectory entra, LiveChecks live, MadeGroups made)
{
    private static readonly TimeSpan LicencePatience = TimeSpan.FromMinutes(5);
    private static readonly string[] Dynamic = ["DynamicMembership"];
    private static readonly string[] Microsoft365 = ["Unified"];
    private static readonly string[] DynamicMicrosoft365 = ["Unified", "DynamicMembership"];

    public async Task<AppliedChange> ApplyAsync(PlannedChange change, CancellationToken cancellation)
    {
        switch (change)
        {
            case PlannedChange.CreateCloudGroup create:
                return await CreateAsync(create, cancellation);
            case PlannedChange.UpdateCloudGroup update:
                await entra.UpdateGroupAsync(change.Group.Id, update.Edit, cancellation);
                Note(change.Group.Id, update.Edit.Properties);
                return AppliedChange.Done(change);
            case PlannedChange.SetMembershipRule set:
                return await SetRuleAsync(set, set.Rule, set.IsOn, cancellation);
            case PlannedChange.ReplaceMembersByRule replace:
                return await SetRuleAsync(replace, replace.Rule, replace.IsOn, cancellation);
            case PlannedChange.MakeAssigned:
                await entra.MakeAssignedAsync(change.Group.Id, cancellation);
                Note(change.Group.Id, new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["membershipRule"] = null,
                    ["membershipRuleProcessingState"] = null,
                    ["groupTypes"] = model.CloudGroup(change.Group.Id) is { IsMicrosoft365: true } ? Microsoft365 : Array.Empty<string>(),
                });
                return AppliedChange.Done(change);
            case PlannedChange.DeleteCloudGroup delete:
                return await DeleteAsync(delete, cancellation);
            default:
                throw new InvalidOperationException($"{change.Kind} is no single change of Entra.");
        }
    }

    /// <summary>All memberships at once: the fewer requests, the less the tenant throttles.</summary>
    public async Task<IReadOnlyList<AppliedChange>> ApplyMembersAsync(IReadOnlyList<PlannedChange> changes, CancellationToken cancellation)
    {
        var results = new List<AppliedChange>();
        var asked = new List<(PlannedChange Change, MembershipChange Single)>();
        var left = changes.ToDictionary(change => change, _ => 0);
        foreach (var change in changes)
        {
            if (made.Find(change.Group) is not { } group)
            {
                results.Add(AppliedChange.Failure(change, MadeGroups.Missing(change.Group)));
                continue;
            }

            var target = model.CloudGroup(group) is { } known
                ? new MembershipTarget(group) { Mastery = known.Mastery, IsDynamic = known.IsDynamic, IsExchangeOnly = known.IsExchangeOnly }
                : new MembershipTarget(group);
            if (change is PlannedChange.AddMembers add)
            {
                var ids = add.Members.Select(member => made.Find(DirectorySide.Entra, member)).ToArray();
                left[change] = ids.Count(id => id is null);
                asked.AddRange(ids.OfType<Guid>().Select(id => (change, (MembershipChange)new MembershipChange.Add(target, id))));
            }
            else if (change is PlannedChange.RemoveMembers remove)
            {
                try
                {
                    var (gone, still) = await live.ReallyGoneAsync(remove, cancellation);
                    left[change] = still;
                    asked.AddRange(gone.Select(id => (change, (MembershipChange)new MembershipChange.Remove(target, id))));
                }
                catch (OnPremisesException error)
                {
                    results.Add(AppliedChange.Failure(change, ProblemOf.Call(change.Group.Name, error)));
                }
            }
        }

        var outcomes = asked.Count == 0 ? [] : await entra.ApplyMembershipsAsync([.. asked.Select(one => one.Single)], cancellation);
        foreach (var group in asked.Zip(outcomes, (one, outcome) => (one.Change, Outcome: outcome)).GroupBy(one => one.Change))
        {
            results.Add(Conclude(group.Key, [.. group.Select(one => one.Outcome)], left[group.Key]));
        }

        return results;
    }

    private AppliedChange Conclude(PlannedChange change, IReadOnlyList<MembershipOutcome> outcomes, int left)
    {
        var problems = new List<ObjectProblem>();
        foreach (var outcome in outcomes)
        {
            var (group, member) = (outcome.Change.Target.Group, outcome.Change.Member);
            if (outcome is MembershipOutcome.Failed failed)
            {
                problems.Add(ProblemOf.Call(change.Group.Name, failed.Problem) with { Intent = change.Intent });
            }
            else if (outcome.Change is MembershipChange.Add)
            {
                model.Cloud.Apply(new CloudChange.MemberPresent(group, member, KindOf(member)));
            }
            else
            {
                model.Cloud.Apply(new CloudChange.MemberGone(group, member));
            }
        }

        return new AppliedChange(change, outcomes.Count - problems.Count, problems) { Failed = problems.Count + left };
    }

    private async Task<AppliedChange> SetRuleAsync(PlannedChange change, string rule, bool isOn, CancellationToken cancellation)
    {
        if (made.Find(change.Group) is not { } group) return AppliedChange.Failure(change, MadeGroups.Missing(change.Group));
        await entra.SetMembershipRuleAsync(group, rule, isOn, cancellation);
        Note(group, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["membershipRule"] = rule,
            ["membershipRuleProcessingState"] = isOn ? "On" : "Paused",
            ["groupTypes"] = model.CloudGroup(group) is { IsMicrosoft365: true } ? DynamicMicrosoft365 : Dynamic,
        });
        return AppliedChange.Done(change);
    }

    private async Task<AppliedChange> CreateAsync(PlannedChange.CreateCloudGroup create, CancellationToken cancellation)
    {
        var ensured = await entra.EnsureGroupAsync(create.Draft, cancellation);
        if (ensured is EnsuredGroup.InRecycleBin)
        {
            // Its key is its own: the same id and members come back, which a new group would never have.
            await entra.RestoreGroupAsync(ensured.Id, cancellation);
        }

        made.Note(create.Group, ensured.Id);
        var draft = create.Draft;
        var types = new List<string>();
        if (draft.IsMicrosoft365) types.Add("Unified");
        if (draft.MembershipRule is not null) types.Add("DynamicMembership");
        Note(ensured.Id, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["displayName"] = draft.DisplayName,
            ["description"] = draft.Description,
            ["mailNickname"] = draft.MailNickname,
            ["uniqueName"] = draft.UniqueName,
            ["mailEnabled"] = draft.IsMicrosoft365,
            ["securityEnabled"] = !draft.IsMicrosoft365,
            ["groupTypes"] = types.ToArray(),
            ["membershipRule"] = draft.MembershipRule,
            ["membershipRuleProcessingState"] = draft.MembershipRule is null ? null : "On",
        });
        return AppliedChange.Done(create);
    }

    private async Task<AppliedChange> DeleteAsync(PlannedChange.DeleteCloudGroup delete, CancellationToken cancellation)
    {
        if (await live.OnPremisesSourceIsGoneAsync(delete, cancellation) is { } problem) return AppliedChange.Failure(delete, problem);
        if (delete.RemovesLicences && model.CloudGroup(delete.Group.Id) is { Licences.Count: > 0 })
        {
            await entra.RemoveLicencesAsync(delete.Group.Id, LicencePatience, cancellation);
        }

        var result = await entra.DeleteGroupAsync(new GroupDeletion(delete.Group.Id, delete.ExpectedUniqueName), cancellation);
        if (result is GroupDeletionResult.Refused refused) return AppliedChange.Failure(delete, ProblemOf.Call(delete.Group.Name, refused.Problem));
        model.Cloud.Apply(new CloudChange.Removed(CloudObjectKind.Group, delete.Group.Id, IsRestorable: true));
        return AppliedChange.Done(delete);
    }

    private void Note(Guid group, IReadOnlyDictionary<string, object?> properties) =>
        model.Cloud.Apply(new CloudChange.Present(new CloudObject(CloudObjectKind.Group, group, properties)));

    private CloudMemberKind KindOf(Guid member) =>
        model.Cloud.PropertiesOf(CloudObjectKind.User, member) is not null ? CloudMemberKind.User
        : model.Cloud.PropertiesOf(CloudObjectKind.Group, member) is not null ? CloudMemberKind.Group
        : model.Cloud.PropertiesOf(CloudObjectKind.Device, member) is not null ? CloudMemberKind.Device
        : CloudMemberKind.Unknown;
}
