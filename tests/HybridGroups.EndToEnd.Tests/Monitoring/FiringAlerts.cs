using HybridGroups.EndToEnd.Tests.Running;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>What fires in a Prometheus, and waiting for it.</summary>
internal sealed class FiringAlerts(PrometheusServer prometheus, Func<OperatorProcess?> process)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public Task IsAsync(string alert, string label, string value) => Eventually.HoldsAsync(
        async () =>
        {
            var firing = (await prometheus.FiringAsync()).Where(one => one.Name == alert && one.Labels.GetValueOrDefault(label) == value).ToArray();
            firing.ShouldNotBeEmpty($"{alert} of {value} does not fire; firing are {string.Join(", ", await NamesAsync())}\n{prometheus.Log}");
            firing[0].Annotations["summary"].ShouldNotContain("<no value>");
            File.Exists(Repository.PathOf("docs", "runbooks", Path.GetFileName(firing[0].Annotations["runbook_url"]))).ShouldBeTrue(firing[0].Annotations["runbook_url"]);
        },
        Living(),
        Patience);

    public Task AreGoneAsync(params string[] alerts) => Eventually.HoldsAsync(
        async () => (await prometheus.FiringAsync()).Where(alert => alerts.Length == 0 || alerts.Contains(alert.Name, StringComparer.Ordinal))
            .Select(alert => $"{alert.Name} {string.Join(", ", alert.Labels.Values)}").ShouldBeEmpty(),
        Living(), Patience);

    public async Task<IReadOnlyList<string>> NamesAsync() => [.. (await prometheus.FiringAsync()).Select(alert => alert.Name)];

    // Of one that was ended on purpose nothing more is to be said.
    private OperatorProcess? Living() => process() is { HasEnded: false } living ? living : null;
}
