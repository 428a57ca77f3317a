using System.Text.Json;
using System.Text.Json.Nodes;
using HybridGroups.Api.DynamicGroupRules;
using Kube.Client.Http;
using Kube.Client.Resources;

namespace Kube.Benchmarks;

/// <summary>
/// The least that has to be done: one PATCH of each object's status, by eight workers, and nothing else. It leaves every
/// object as one that has still to be reconciled.
/// </summary>
internal static class BareLoop
{
    public const int Workers = 8;

    private static readonly JsonObject Status = JsonNode.Parse("""
        {"status": {"observedGeneration": 0, "conditions": [
          {"type": "Ready", "status": "False", "reason": "Reset", "message": "Written by the bare loop.", "lastTransitionTime": "2026-01-01T00:00:00Z", "observedGeneration": 0}]}}
        """)!.AsObject();

    public static async Task<TimeSpan> MeasureAsync(ApiServer server)
    {
        var type = ResourceType.Of<DynamicGroupRule>();
        var body = RequestBody.Of(Status, "application/merge-patch+json");
        var rules = await new ResourceClient<DynamicGroupRule>(server).ListAsync(new ListScope(Seed.Home), CancellationToken.None);
        var began = TimeProvider.System.GetTimestamp();
        await Parallel.ForEachAsync(rules, new ParallelOptions { MaxDegreeOfParallelism = Workers }, async (rule, cancellation) =>
            await server.SendAsync<JsonElement>(HttpMethod.Patch, $"{type.PathOf(rule.Key)}/status?fieldManager=bare", body, cancellation));
        return TimeProvider.System.GetElapsedTime(began);
    }
}
