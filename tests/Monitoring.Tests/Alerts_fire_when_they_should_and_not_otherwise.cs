using TestEnvironment;

namespace Monitoring.Tests;

public sealed class Alerts_fire_when_they_should_and_not_otherwise(PrometheusTools promtool)
{
    private static string Folder { get; } = Repository.PathOf("tests", "Monitoring.Tests", "Alerts");

    public static TheoryData<string> Names => ShippedAlerts.Names;

    [Fact]
    public async Task Prometheus_takes_the_rules()
    {
        var result = await promtool.CheckAsync("check", "rules", "--lint=all", "--lint-fatal", ShippedAlerts.Path);

        result.ExitCode.ShouldBe(0, result.Output + result.Errors);
        result.Output.ShouldContain($"{ShippedAlerts.All.Count} rules found");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task As_the_file_of_the_alert_says(string alert)
    {
        var path = Path.Combine(Folder, $"{alert}.yaml");
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        text.ShouldContain("exp_labels", Case.Sensitive, "no case in which it fires");
        text.ShouldContain("exp_alerts: []", Case.Sensitive, "no case in which it does not");

        var result = await promtool.CheckAsync("test", "rules", path);

        result.ExitCode.ShouldBe(0, result.Output + result.Errors);
    }

    [Fact]
    public async Task A_case_that_is_wrong_is_found()
    {
        var folder = Directory.CreateTempSubdirectory("hybrid-groups-alerts-");
        try
        {
            var text = await File.ReadAllTextAsync(Path.Combine(Folder, "HybridGroupsPlanHeld.yaml"), TestContext.Current.CancellationToken);
            var path = Path.Combine(folder.FullName, "wrong.yaml");
            await File.WriteAllTextAsync(
                path,
                text.Replace("../../../charts/hybrid-groups/monitoring/alerts.yaml", ShippedAlerts.Path, StringComparison.Ordinal).Replace("12x40", "0x40", StringComparison.Ordinal),
                TestContext.Current.CancellationToken);

            var result = await promtool.CheckAsync("test", "rules", path);

            result.ExitCode.ShouldNotBe(0);
            (result.Output + result.Errors).ShouldContain("HybridGroupsPlanHeld");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void No_file_is_left_of_an_alert_that_is_gone() =>
        Directory.EnumerateFiles(Folder).Select(Path.GetFileNameWithoutExtension).Except(ShippedAlerts.All.Select(alert => alert.Name), StringComparer.Ordinal).ShouldBeEmpty();
}
