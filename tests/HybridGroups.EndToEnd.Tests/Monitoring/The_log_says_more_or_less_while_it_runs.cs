using HybridGroups.EndToEnd.Tests.Engine;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

[Collection(nameof(OneMonitoredCompany))]
public sealed class The_log_says_more_or_less_while_it_runs(MonitoredCompany monitored)
{
    [Fact]
    public async Task As_it_is_told_over_the_loopback_address()
    {
        (await PutAsync("Error")).ShouldBe("Error\n");
        var before = monitored.Operator.Log.Length;
        await monitored.WorkAsync();
        monitored.Operator.Log[before..].ShouldNotContain("info:");

        (await PutAsync("Debug")).ShouldBe("Debug\n");
        before = monitored.Operator.Log.Length;
        await monitored.WorkAsync();
        monitored.Operator.Log[before..].ShouldContain("dbug:");
    }

    private async Task<string> PutAsync(string level)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var content = new StringContent(level);
        using var answer = await http.PutAsync(new Uri(monitored.Diagnostics, "debug/log-level"), content, Company.Cancellation);
        return await answer.Content.ReadAsStringAsync(Company.Cancellation);
    }
}
