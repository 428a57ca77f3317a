using System.Globalization;
using HybridGroups.EndToEnd.Tests.Running;
using Ldap;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>From a change in Active Directory to its effect in Entra: woken by the directory, not by a timer.</summary>
public sealed class A_change_travels_at_once(SharedSurroundings surroundings)
{
    private const int Changes = 20;

    // The status of the rule, that of the connector, and now and then an event.
    private const double MostWrites = 4;

    // Asking would take up to two minutes, and Samba alone would tell after up to five seconds. The bound is wide: other tests run beside this one.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task From_active_directory_to_entra()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var anna = await company.HireAsync("Sales");
        await company.ConnectAsync(interval: "2m");
        await company.ApplyRuleAsync("user.department -eq \"Sales\"", "entraGroup: {displayName: Sales, create: true}", "source: ActiveDirectory");
        var address = FreeAddress.Next().ToString();
        await using var hybridGroups = company.StartOperator("--diagnostics-address", address);
        await Eventually.HoldsAsync(
            async () => (await company.Cluster.FieldAsync("dgr/sales", ".status.membershipProcessingStatus", Company.Cancellation)).ShouldBe("UpdateComplete"), hybridGroups);
        var group = Guid.Parse(await company.Cluster.FieldAsync("dgr/sales", ".status.groupId", Company.Cancellation));
        var took = new List<TimeSpan>();
        var writesBefore = await WritesAsync(address);

        for (var number = 0; number < Changes; number++)
        {
            var isIn = number % 2 == 1;
            var began = TimeProvider.System.GetTimestamp();
            await company.ChangeFromElsewhereAsync(anna.Name, LdapModification.Replace("department", isIn ? "Sales" : "IT"));
            while (company.Entra.MembersOf(group).Contains(anna.CloudId) != isIn)
            {
                TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(40), hybridGroups.Log);
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Company.Cancellation);
            }

            took.Add(TimeProvider.System.GetElapsedTime(began));
        }

        var writes = (await WritesAsync(address) - writesBefore) / (double)Changes;
        took.Sort();
        TestContext.Current.SendDiagnosticMessage($"from a change in AD to its effect in Entra: median {took[Changes / 2].TotalMilliseconds:0} ms, p95 {took[Changes * 95 / 100].TotalMilliseconds:0} ms; {writes:0.0} writes to the API server for each");
        took[Changes / 2].ShouldBeLessThan(Longest);
        writes.ShouldBeLessThan(MostWrites);
    }

    private static async Task<double> WritesAsync(string address)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var metrics = await http.GetStringAsync(new Uri($"http://{address}/metrics"), Company.Cancellation);
        return metrics.Split('\n')
            .Where(line => line.StartsWith("rest_client_requests_total{", StringComparison.Ordinal) && !line.Contains("method=\"GET\"", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
    }
}
