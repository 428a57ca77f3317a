using System.Text.RegularExpressions;
using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

[Collection(nameof(OneMonitoredCompany))]
public sealed partial class The_dashboard_has_data_in_every_panel(MonitoredCompany monitored)
{
    [Fact]
    public async Task Asked_of_a_prometheus_that_reads_a_working_operator()
    {
        var queries = DashboardPanels.Queries();
        queries.Count.ShouldBeGreaterThan(30);

        await Eventually.HoldsAsync(
            async () =>
            {
                // A rate needs two reads, and something that happened between them.
                await monitored.WorkAsync();
                var empty = new List<string>();
                foreach (var (panel, expression) in queries)
                {
                    var result = await monitored.Prometheus.QueryAsync(expression);
                    if (!result.Any(series => double.IsFinite(series.Value))) empty.Add($"{panel}: {expression}");
                }

                empty.ShouldBeEmpty();
            },
            monitored.Operator, TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task And_no_query_names_a_metric_that_does_not_exist()
    {
        var named = DashboardPanels.Queries().SelectMany(query => Metric().Matches(query.Expression).Select(found => found.Value)).Distinct(StringComparer.Ordinal).ToArray();
        named.Length.ShouldBeGreaterThan(30);
        await monitored.WorkAsync();

        await Eventually.HoldsAsync(
            async () =>
            {
                var shown = MetricsReference.Of(await monitored.ScrapeAsync()).SelectMany(metric => new[] { metric.Name, $"{metric.Name}_bucket" });
                named.Except(shown, StringComparer.Ordinal).ShouldBeEmpty();
            },
            monitored.Operator);
    }

    [GeneratedRegex(@"\b(hybridgroups|controller_runtime|workqueue|informer|rest_client|leader_election|webhook|process)_\w+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Metric();
}
