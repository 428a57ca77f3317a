using HybridGroups.Entra.Batching;
using HybridGroups.Entra.Reading;
using HybridGroups.Entra.Requests;
using HybridGroups.Entra.Throttling;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Cloud.Memberships;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Writing;

/// <summary>What has to hold before a membership is touched. A group that something is taken away from is looked at live.</summary>
internal sealed class MembershipChecks(BatchSender batches)
{
    public static CloudProblem? Refusal(MembershipTarget target) => target switch
    {
        { Mastery: CloudMastery.OnPremises } => GroupReader.Mastered(GraphOperation.AddMembers, target.Group),
        { IsDynamic: true } => new CloudProblem(
            CloudProblemClass.ObjectRefused, GraphOperation.AddMembers.Name, "", $"the members of the dynamic group {target.Group:D} are its rule's."),
        { IsExchangeOnly: true } => new CloudProblem(
            CloudProblemClass.ObjectRefused, GraphOperation.AddMembers.Name, "", $"the group {target.Group:D} is mail-enabled: only Exchange changes its members."),
        _ => null,
    };

    /// <summary>Problems by group; a group that is not in the answer may be taken from.</summary>
    public async Task<IReadOnlyDictionary<Guid, CloudProblem>> LookAtAsync(IReadOnlyList<Guid> groups, CancellationToken cancellation)
    {
        var problems = new Dictionary<Guid, CloudProblem>();
        if (groups.Count == 0)
            return problems;
        var items = groups.Select(group =>
        {
            var url = GraphPath.Select(GraphPath.Group(group), GroupReader.Properties);
            return new BatchItem(GraphOperation.ReadGroup, HttpMethod.Get, url) { Cost = RequestCost.Of(HttpMethod.Get, url) };
        }).ToList();
        var results = await batches.SendAsync(items, isBeta: false, cancellation);
        for (var i = 0; i < groups.Count; i++)
        {
            // Not found on one replica may be found by the removal itself; anything else that is no answer forbids it.
            if (results[i].Problem is { Class: CloudProblemClass.NotFound })
                continue;
            var problem = results[i].Problem ?? Refusal(MembershipTarget.Of(GroupReader.Read(results[i].Body!.Value)));
            if (problem is not null)
                problems[groups[i]] = problem;
        }

        return problems;
    }
}
