using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

[Collection(nameof(OneMonitoredCompany))]
public sealed class Every_metric_is_documented(MonitoredCompany monitored)
{
    // Shown only in circumstances that this world does not have; the reference says which.
    private static readonly string[] Circumstantial = ["hybridgroups_entra_certificate_expiry_timestamp_seconds"];

    [Fact]
    public async Task With_its_type_its_labels_and_its_meaning_and_none_that_is_not_there()
    {
        var documented = MetricsReference.Documented().Select(MetricsReference.AsRow).Order(StringComparer.Ordinal).ToArray();
        await monitored.WorkAsync();
        await Eventually.HoldsAsync(
            async () =>
            {
                var shown = MetricsReference.Of(await monitored.ScrapeAsync()).Where(metric => metric.Name.StartsWith("hybridgroups_", StringComparison.Ordinal)).ToArray();
                var rows = shown.Select(MetricsReference.AsRow).Order(StringComparer.Ordinal).ToArray();

                rows.Except(documented, StringComparer.Ordinal).ShouldBeEmpty("docs/reference/metrics.md lacks these rows, or has them otherwise");
                MetricsReference.Documented().Select(metric => metric.Name).Where(name => name.StartsWith("hybridgroups_", StringComparison.Ordinal))
                    .Except(shown.Select(metric => metric.Name), StringComparer.Ordinal).Except(Circumstantial, StringComparer.Ordinal).ShouldBeEmpty("these are documented and not shown");
            },
            monitored.Operator);
    }

    [Fact]
    public async Task And_no_label_holds_what_grows_with_the_directories()
    {
        var text = await monitored.ScrapeAsync();

        var labels = MetricsReference.Of(text).SelectMany(metric => metric.Labels.Split(", ", StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal);

        labels.ShouldBeSubsetOf([
            "certificate", "change", "class", "code", "connector", "controller", "domain", "extent", "host", "kind", "limit", "method", "mode", "name", "operation", "outcome",
            "priority", "result", "side", "status", "tenant", "trigger", "version", "webhook",
        ]);
        text.ShouldNotContain("Readers");
        text.ShouldNotContain(monitored.Company.Root.ToString());
    }
}
