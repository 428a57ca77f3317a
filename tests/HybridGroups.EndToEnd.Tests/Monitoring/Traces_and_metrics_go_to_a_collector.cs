using HybridGroups.EndToEnd.Tests.Engine;
using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

public sealed class Traces_and_metrics_go_to_a_collector(SharedSurroundings surroundings)
{
    [Fact]
    public async Task A_round_is_a_trace_of_its_steps_and_of_the_calls_that_they_make()
    {
        await using var collector = await OtlpReceiver.StartAsync(Company.Cancellation);
        await using var company = await Company.FoundAsync(surroundings.Description);
        var team = company.Entra.AddGroup("Team");
        await company.ConnectAsync();
        await company.ApplyPolicyAsync("selection: {types: [Security]}");
        await using var hybridGroups = company.StartOperator("--otlp-endpoint", collector.Url.ToString());
        await Eventually.HoldsAsync(async () => (await company.WrittenBackAsync(team)).ShouldNotBeNull(), hybridGroups);

        // What has not been sent yet is sent at the end.
        (await hybridGroups.StopAsync()).ExitCode.ShouldBe(0, hybridGroups.Log);

        var spans = collector.Spans;
        var first = spans.Where(span => span.Name == "round").FirstOrDefault(round => spans.Any(span => span.Name == "apply" && span.ParentId == round.SpanId)).ShouldNotBeNull("no round wrote anything");
        first.ParentId.ShouldBeEmpty();
        // Prerequisites are looked at between the steps.
        var steps = spans.Where(span => span.ParentId == first.SpanId && span.Name is not ("graph" or "ldap")).ToArray();
        steps.Count(span => span.Name == "import").ShouldBe(2);
        steps.Select(span => span.Name).Distinct(StringComparer.Ordinal).ShouldBe(["import", "plan", "guard", "apply"], ignoreOrder: true);
        Calls("import").ShouldBe(["graph", "ldap"], ignoreOrder: true);
        Calls("apply").ShouldContain("ldap");
        spans.ShouldAllBe(span => span.TraceId.Length == 32);

        foreach (var expected in new[] { "hybridgroups_rounds_total", "hybridgroups_changes_total", "hybridgroups_ldap_requests_total", "hybridgroups_graph_request_duration_seconds", "workqueue_depth" })
        {
            collector.Metrics.ShouldContain(expected);
        }

        IEnumerable<string> Calls(string step) => steps.Where(one => one.Name == step)
            .SelectMany(one => spans.Where(span => span.ParentId == one.SpanId).Select(span => span.Name))
            .Distinct(StringComparer.Ordinal);
    }
}
