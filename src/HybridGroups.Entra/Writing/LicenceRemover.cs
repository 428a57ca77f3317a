using System.Text.Json.Nodes;
using HybridGroups.Entra.Reading;
using HybridGroups.Entra.Requests;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Writing;

/// <summary>Takes licences off a group. The service accepts at once and does it later, so done is only what a read confirms.</summary>
internal sealed class LicenceRemover(GraphTransport transport, GroupReader groups)
{
    private const int MostBackoff = 5;

    public async Task RemoveAllAsync(Guid id, TimeSpan patience, CancellationToken cancellation)
    {
        var operation = GraphOperation.RemoveLicences;
        var group = await groups.GetWritableAsync(operation, id, cancellation);
        if (group.AssignedLicences.Count == 0)
            return;
        using var reply = await transport.TrySendAsync(new GraphCall(operation, HttpMethod.Post, GraphPath.Group(id) + "/assignLicense")
        {
            // Both arrays have to be there, even when empty.
            Body = new JsonObject
            {
                ["addLicenses"] = new JsonArray(),
                ["removeLicenses"] = new JsonArray([.. group.AssignedLicences.Select(sku => JsonValue.Create(sku.ToString("D")))]),
            },
        }, cancellation);
        // Refused because an attempt whose answer was lost has removed them already? The reads below tell.
        if (reply.Problem is { } problem and not { Class: CloudProblemClass.ObjectRefused })
            throw new CloudException(problem);

        var until = transport.Clock.GetUtcNow() + patience;
        for (var attempt = 0; ; attempt++)
        {
            if (await groups.GetAsync(id, cancellation) is { AssignedLicences.Count: 0, LicencesAreBeingProcessed: false })
                return;
            if (transport.Clock.GetUtcNow() >= until)
            {
                throw new CloudException(reply.Problem ?? new CloudProblem(
                    CloudProblemClass.LicenceAssigned, operation.Name, "", $"the service has not taken the licences off the group {id:D} within {patience}."));
            }

            await Task.Delay(GraphTransport.Backoff(Math.Min(attempt, MostBackoff), attempt * 37), transport.Clock, cancellation);
        }
    }
}
