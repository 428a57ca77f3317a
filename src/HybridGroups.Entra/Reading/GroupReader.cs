using System.Text.Json;
using HybridGroups.Entra.Requests;
using HybridGroups.Entra.Writing;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Reading;

/// <summary>Single groups, read live.</summary>
internal sealed class GroupReader(GraphTransport transport, RecentWrites recent)
{
    public static readonly string[] Properties =
    [
        "id", "displayName", "description", "uniqueName", "mailNickname", "groupTypes", "mailEnabled", "securityEnabled", "isAssignableToRole",
        "membershipRule", "membershipRuleProcessingState", "securityIdentifier", "onPremisesSecurityIdentifier", "onPremisesSyncEnabled", "assignedLicenses",
        "licenseProcessingState",
    ];

    public async Task<CloudGroup?> FindAsync(Guid id, CancellationToken cancellation)
    {
        using var reply = await transport.TrySendAsync(Call(id), cancellation);
        if (reply.Problem is { Class: CloudProblemClass.NotFound })
            return null;
        return reply.Problem is { } problem ? throw new CloudException(problem) : Read(reply.Root);
    }

    public async Task<CloudGroup> GetAsync(Guid id, CancellationToken cancellation)
    {
        using var reply = await transport.SendAsync(Call(id), cancellation);
        return Read(reply.Root);
    }

    /// <summary>The live group, or an exception when AD owns it: nothing that writes may go on then.</summary>
    public async Task<CloudGroup> GetWritableAsync(GraphOperation operation, Guid id, CancellationToken cancellation)
    {
        var group = await GetAsync(id, cancellation);
        return group.Mastery == CloudMastery.OnPremises ? throw new CloudException(Mastered(operation, id)) : group;
    }

    public static CloudProblem Mastered(GraphOperation operation, Guid id) => new(
        CloudProblemClass.OnPremisesMastered, operation.Name, "", $"the group {id:D} is synced from AD and read-only in the cloud. Change it in AD, or hand it to the cloud first.");

    public static CloudGroup Read(JsonElement row)
    {
        var types = JsonValues.Items(row, "groupTypes").Select(type => type.GetString()).ToList();
        return new CloudGroup(JsonValues.Id(row), JsonValues.Text(row, "displayName") ?? "")
        {
            Description = JsonValues.Text(row, "description"),
            UniqueName = JsonValues.Text(row, "uniqueName"),
            MailNickname = JsonValues.Text(row, "mailNickname"),
            Mastery = JsonValues.Flag(row, "onPremisesSyncEnabled") == true ? CloudMastery.OnPremises : CloudMastery.Cloud,
            IsMicrosoft365 = types.Contains("Unified", StringComparer.OrdinalIgnoreCase),
            IsDynamic = types.Contains("DynamicMembership", StringComparer.OrdinalIgnoreCase),
            MailEnabled = JsonValues.Flag(row, "mailEnabled") ?? false,
            SecurityEnabled = JsonValues.Flag(row, "securityEnabled") ?? false,
            IsAssignableToRole = JsonValues.Flag(row, "isAssignableToRole") ?? false,
            MembershipRule = JsonValues.Text(row, "membershipRule"),
            MembershipRuleProcessingState = JsonValues.Text(row, "membershipRuleProcessingState"),
            SecurityIdentifier = JsonValues.Text(row, "securityIdentifier"),
            OnPremisesSecurityIdentifier = JsonValues.Text(row, "onPremisesSecurityIdentifier"),
            AssignedLicences = [.. JsonValues.Items(row, "assignedLicenses").Select(licence => licence.GetProperty("skuId").GetGuid())],
            LicencesAreBeingProcessed = row.TryGetProperty("licenseProcessingState", out var processing) && processing.ValueKind == JsonValueKind.Object
                && JsonValues.Text(processing, "state") is "QueuedForProcessing" or "ProcessingInProgress",
        };
    }

    private GraphCall Call(Guid id) => new(GraphOperation.ReadGroup, HttpMethod.Get, GraphPath.Select(GraphPath.Group(id), Properties))
    {
        IsFresh = recent.WasWritten(id),
    };
}
