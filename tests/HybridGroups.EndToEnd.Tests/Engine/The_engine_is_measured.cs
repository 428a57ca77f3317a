using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Engine;

public sealed class The_engine_is_measured(SharedSurroundings surroundings)
{
    [Fact]
    public async Task What_prometheus_reads_says_what_was_changed_what_is_held_and_how_old_the_reads_are()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var anna = await company.HireAsync("Sales");
        var group = company.Entra.AddGroup("Team");
        company.Entra.AddMember(group, anna.CloudId);
        await company.ConnectAsync();
        await company.ApplyPolicyAsync("selection: {types: [Security], honourWritebackConfiguration: false}");
        var address = FreeAddress.Next().ToString();
        await using var hybridGroups = company.StartOperator("--diagnostics-address", address);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var connector = $"connector=\"{company.Cluster.Namespace}/corp\"";

        await Eventually.HoldsAsync(
            async () =>
            {
                var text = await http.GetStringAsync(new Uri($"http://{address}/metrics"), Company.Cancellation);
                text.ShouldContain($"hybridgroups_connector_ready{{{connector}}} 1");
                text.ShouldContain($"hybridgroups_changes_total{{change=\"CreateOnPremisesGroup\",{connector},outcome=\"applied\"}} 1");
                text.ShouldContain($"hybridgroups_plan_held{{{connector}}} 0");
                text.ShouldContain($"hybridgroups_import_objects{{{connector},side=\"ActiveDirectory\"}}");
                text.ShouldContain($"hybridgroups_round_duration_seconds_count{{{connector}}}");
            },
            hybridGroups);
    }
}
