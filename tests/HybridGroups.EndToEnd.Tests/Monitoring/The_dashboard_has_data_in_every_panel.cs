using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

[Collection(nameof(OneMonitoredCompany))]
public sealed class The_dashboard_has_data_in_every_panel(MonitoredCompany monitored)
{
    [Fact]
    public async Task Asked_of_a_prometheus_that_reads_a_working_operator()
    {
        var queries = DashboardPanels.Queries();
        queries.Count.ShouldBeGreaterThan(30);

        await Eventually.HoldsAsync(
            async () =>
            {
                var empty = new List<string>();
                foreach (var (panel, expression) in queries)
                {
                    var result = await monitored.Prometheus.QueryAsync(expression);
                    if (!result.Any(series => double.IsFinite(series.Value))) empty.Add($"{panel}: {expression}");
                }

                empty.ShouldBeEmpty();
            },
            monitored.Operator);
    }

    [Fact]
    public async Task And_no_query_names_a_metric_that_does_not_exist()
    {
        var shown = MetricsReference.Of(await monitored.ScrapeAsync()).Select(metric => metric.Name).ToHashSet(StringComparer.Ordinal);

        var unknown = DashboardPanels.Queries()
            .SelectMany(query => System.Text.RegularExpressions.Regex.Matches(query.Expression, @"\b(?:hybridgroups|controller_runtime|workqueue|informer|rest_client|leader_election|webhook|process)_\w+", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Select(found => found.Value))
            .Where(name => !shown.Contains(name) && !(name.EndsWith("_bucket", StringComparison.Ordinal) && shown.Contains(name[..^"_bucket".Length])));

        unknown.ShouldBeEmpty();
    }
}
