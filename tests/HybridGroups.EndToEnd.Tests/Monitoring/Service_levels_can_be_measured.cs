using HybridGroups.EndToEnd.Tests.Documentation;
using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

[Collection(nameof(OneMonitoredCompany))]
public sealed class Service_levels_can_be_measured(MonitoredCompany monitored)
{
    [Fact]
    public async Task By_the_queries_of_the_documentation()
    {
        var queries = Page.Paths.SelectMany(path => Page.Read(path).Fences).Where(fence => fence.IsQuery).Select(fence => Shorter(string.Join('\n', fence.Lines))).ToArray();
        queries.Length.ShouldBeGreaterThanOrEqualTo(5);

        await Eventually.HoldsAsync(
            async () =>
            {
                // A rate needs two reads, and something that happened between them.
                await monitored.WorkAsync();
                foreach (var query in queries)
                {
                    var result = await monitored.Prometheus.QueryAsync(query);
                    result.ShouldNotBeEmpty(query);
                    // A share, and what is left of a budget, is never more than all; NaN is neither.
                    result.Any(series => series.Value <= 1.0000001).ShouldBeTrue($"{query}\n{string.Join('\n', result)}");
                    result.ShouldAllBe(series => !(series.Value > 1.0000001), query);
                }
            },
            monitored.Operator, TimeSpan.FromSeconds(90));
    }

    // Four weeks are five minutes here, and every second of them is looked at.
    private static string Shorter(string query) => query.Replace("[28d:5m]", "[5m:1s]", StringComparison.Ordinal).Replace("[28d]", "[5m]", StringComparison.Ordinal);
}
