using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.References;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Controllers.SyncConnectors;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Planning;
using Kube.Client.Metadata;

namespace HybridGroups.Controllers.Tests.SyncConnectors;

public sealed class Dynamic_updates_that_wait_for_a_day_are_told
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly IntentRef Rule = new(IntentKind.DynamicRule, "identity/sales", 1);

    private static readonly ConnectorReport Planned = new()
    {
        Plan = new Plan([], new Dictionary<string, IntentOutcome>(StringComparer.Ordinal) { [Rule.Key] = new IntentOutcome(Rule) }),
    };

    [Fact]
    public void Twenty_four_hours_and_no_more_are_borne() => Condition(Waiting(TimeSpan.FromHours(24))).ShouldStartWith("True Succeeded");

    [Fact]
    public void A_second_more_is_told_with_the_time_since_when() =>
        Condition(Waiting(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1))).ShouldBe("False UpdatesStalled A dynamic update has been waiting since 2026-03-01 11:59:59Z.");

    [Fact]
    public void It_is_over_when_nothing_waits_any_more() => Condition(Planned).ShouldStartWith("True Succeeded");

    [Fact]
    public void What_policies_wait_for_does_not_count() =>
        Condition(Planned with { PendingSince = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { ["Writeback/identity/teams"] = Now.AddDays(-3) } }).ShouldStartWith("True");

    [Theory]
    [InlineData(23, "True Succeeded")]
    [InlineData(25, "False UpdatesStalled")]
    public void A_directory_that_cannot_be_read_keeps_every_update_waiting(int hours, string expected) =>
        Condition(Planned with { Entra = new SideReport { Problem = "silent", LastDelta = Now.AddHours(-hours) } }).ShouldStartWith(expected);

    [Fact]
    public void A_replica_that_has_just_begun_counts_from_when_the_rule_ceased_to_be_ready() =>
        Condition(Waiting(TimeSpan.FromMinutes(1)), new DynamicGroupRule
        {
            Metadata = new ObjectMeta { Name = "sales", Namespace = "identity" },
            Spec = new DynamicGroupRuleSpec { ConnectorRef = new ConnectorReference { Name = "corp" }, Rule = "user.accountEnabled -eq true", Target = new RuleTarget() },
            Status = new DynamicGroupRuleStatus { Conditions = [new Condition { Type = "Ready", Status = "False", Reason = "SafetyThresholdExceeded", Message = "it waits", LastTransitionTime = Now.AddDays(-2) }] },
        }).ShouldStartWith("False UpdatesStalled");

    [Fact]
    public void Without_rules_nothing_dynamic_waits() =>
        Condition(new ConnectorReport { Plan = Plan.Empty, Entra = new SideReport { Problem = "silent", LastDelta = Now.AddDays(-3) } }).ShouldStartWith("True");

    private static ConnectorReport Waiting(TimeSpan time) =>
        Planned with { PendingSince = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { [Rule.Key] = Now - time } };

    private static string Condition(ConnectorReport report, params DynamicGroupRule[] rules)
    {
        var snapshot = A.HealthySnapshot with { Report = report, Now = Now, OldestPendingUpdate = PendingUpdates.OldestOf(report, rules) };
        var conditions = ConnectorStatus.ChangeOf(A.Connector, snapshot, verdict: null, Now)!["conditions"]!.AsArray();
        var found = conditions.Single(condition => (string?)condition!["type"] == "DynamicMembershipCurrent")!;
        return $"{found["status"]} {found["reason"]} {found["message"]}";
    }
}
