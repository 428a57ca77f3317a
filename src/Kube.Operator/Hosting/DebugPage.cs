using System.Text.Json;
using Kube.Client.Json;
using Kube.Operator.Metrics;

namespace Kube.Operator.Hosting;

/// <summary>What goes on in this process, as JSON for people: caches, queues, checks, the last problems. No object's content.</summary>
internal static class DebugPage
{
    private static readonly JsonSerializerOptions Indented = new(KubeJson.Options) { WriteIndented = true };

    public static string Write(IReadOnlyList<HealthCheck> live, IReadOnlyList<HealthCheck> ready, RecentProblems? problems) => JsonSerializer.Serialize(
        new
        {
            Live = Results(live),
            Ready = Results(ready),
            Informers = RuntimeGauges.LivingInformers().OrderBy(informer => informer.Kind, StringComparer.Ordinal).Select(informer => new
            {
                informer.Kind,
                informer.IsSynced,
                Objects = informer.Count,
                SecondsSinceLastEvent = Math.Round(informer.LastEventAge.TotalSeconds, 1),
                SecondsSinceLastSync = Math.Round(informer.LastSyncAge.TotalSeconds, 1),
            }),
            Queues = RuntimeGauges.LivingQueues().OrderBy(queue => queue.Name, StringComparer.Ordinal).Select(queue => new
            {
                queue.Name,
                WaitingByPriority = queue.DepthByPriority().ToDictionary(depth => depth.Key.ToString(System.Globalization.CultureInfo.InvariantCulture), depth => depth.Value, StringComparer.Ordinal),
                SecondsOfLongestRunning = Math.Round(queue.LongestRunning.TotalSeconds, 1),
            }),
            Problems = problems?.Entries ?? [],
        },
        Indented);

    private static Dictionary<string, string> Results(IReadOnlyList<HealthCheck> checks) =>
        checks.ToDictionary(check => check.Name, check => check.Problem() ?? "ok", StringComparer.Ordinal);
}
