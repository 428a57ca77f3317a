using HybridGroups.Controllers.Connectors;
using HybridGroups.Controllers.SyncConnectors;
using HybridGroups.Sync.Planning;

namespace HybridGroups.Controllers.Tests.SyncConnectors;

public sealed class What_the_next_run_owes_is_told
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void After_a_switch_both_flags_stand_until_the_run_that_did_it()
    {
        Flags(new ConnectorReport { Plan = Plan.Empty, OwesFullImport = true }).ShouldBe("""{"fullImport":true,"fullSync":true}""");
        Flags(new ConnectorReport { Plan = Plan.Empty }).ShouldNotContain("true");
    }

    [Fact]
    public void The_replica_that_runs_it_is_named() =>
        ((string?)ConnectorStatus.ChangeOf(A.Connector, A.HealthySnapshot with { Replica = "hybrid-groups-0" }, verdict: null, Now)!["holder"]).ShouldBe("hybrid-groups-0");

    [Theory]
    [InlineData(0, "True Succeeded", "are in agreement.")]
    [InlineData(1, "False ObjectErrors", "in agreement but for one object; see status.objectErrors.")]
    [InlineData(25, "False ObjectErrors", "in agreement but for 25 objects; see status.objectErrors.")]
    public void Objects_that_could_not_be_brought_into_agreement_are_counted_and_the_first_twenty_named(int count, string healthy, string ready)
    {
        var report = new ConnectorReport
        {
            Plan = Plan.Empty,
            LastRun = new RunReport(Now, Now, 0, 0, 0, 0),
            Problems = [.. Enumerable.Range(0, count).Select(number => new ObjectProblem(number % 2 == 0 ? "DuplicateAnchor" : "NotAllowed", $"CN={number}", "why", "what to do"))],
        };
        var change = ConnectorStatus.ChangeOf(A.Connector, A.HealthySnapshot with { Report = report }, verdict: null, Now)!;
        var conditions = change["conditions"]!.AsArray().ToDictionary(one => (string)one!["type"]!, one => $"{one!["status"]} {one["reason"]} {one["message"]}", StringComparer.Ordinal);
        conditions["SyncHealthy"].ShouldStartWith(healthy);
        conditions["Ready"].ShouldEndWith(ready);
        if (count == 0) return;
        change["objectErrors"]!.AsArray().Count.ShouldBe(Math.Min(count, 20));
        change["objectErrorCounts"]!.AsObject().Sum(entry => (int)entry.Value!).ShouldBe(count);
    }

    private static string Flags(ConnectorReport report) =>
        ConnectorStatus.ChangeOf(A.Connector, A.HealthySnapshot with { Report = report }, verdict: null, Now)!["flags"]?.ToJsonString() ?? string.Empty;
}
