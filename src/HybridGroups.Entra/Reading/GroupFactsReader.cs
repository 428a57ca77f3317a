using HybridGroups.Entra.Requests;
using HybridGroups.Entra.Writing;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Reading;

/// <summary>What only the beta version tells of groups, where the cloud has it.</summary>
internal sealed class GroupFactsReader(GraphTransport transport, PageReader pages, RecentWrites recent)
{
    public async Task<RuleProcessing> ReadRuleProcessingAsync(Guid group, CancellationToken cancellation)
    {
        using var reply = await transport.TrySendAsync(new GraphCall(
            GraphOperation.ReadRuleProcessing, HttpMethod.Get, GraphPath.Select(GraphPath.Group(group), "id", "membershipRuleProcessingStatus"))
        {
            IsBeta = true,
            IsFresh = recent.WasWritten(group),
        }, cancellation);
        if (reply.Problem is { Status: 400 or 405 or 501 } missing)
            return new RuleProcessing.NotAvailable(missing.Describe());
        if (reply.Problem is { } problem)
            throw new CloudException(problem);
        if (!reply.Root.TryGetProperty("membershipRuleProcessingStatus", out var status) || status.ValueKind != System.Text.Json.JsonValueKind.Object)
            return new RuleProcessing.None();
        // Year one is the service's way to say never.
        var updated = JsonValues.Time(status, "lastMembershipUpdated") is { Year: > 1 } time ? time : (DateTimeOffset?)null;
        return JsonValues.Text(status, "status") switch
        {
            "NotStarted" => new RuleProcessing.NotStarted(),
            "Running" => new RuleProcessing.Running(updated),
            "Succeeded" => new RuleProcessing.Succeeded(updated),
            "Failed" => new RuleProcessing.Failed(JsonValues.Text(status, "errorMessage") ?? "The service gave no reason."),
            var other => new RuleProcessing.NotAvailable($"The service reports '{other}'."),
        };
    }

    public IAsyncEnumerable<WritebackConfiguration> ReadWritebackAsync(CancellationToken cancellation) => pages.ReadAsync(
        new GraphCall(GraphOperation.ReadWriteback, HttpMethod.Get, "/groups?$select=id,writebackConfiguration&$top=999") { IsBeta = true },
        row => row.TryGetProperty("writebackConfiguration", out var wish) && wish.ValueKind == System.Text.Json.JsonValueKind.Object
            ? new WritebackConfiguration(JsonValues.Id(row), JsonValues.Flag(wish, "isEnabled"), JsonValues.Text(wish, "onPremisesGroupType"))
            : new WritebackConfiguration(JsonValues.Id(row), null, null),
        cancellation);
}
