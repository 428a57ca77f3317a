using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.References;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Controllers.DynamicGroupRules;
using HybridGroups.Controllers.Intents;
using HybridGroups.Controllers.Tests.SyncConnectors;
using HybridGroups.Rules;
using HybridGroups.Sync.Cloud.Groups;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Safety;
using Kube.Client.Metadata;

namespace HybridGroups.Controllers.Tests.DynamicGroupRules;

public sealed class Every_status_of_a_rule
{
    private const string Text = "user.department -eq \"Sales\"";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Applied = Now.AddMinutes(-5);

    private static readonly DynamicGroupRule Rule = new()
    {
        Metadata = new ObjectMeta { Name = "sales", Namespace = "identity", Generation = 3 },
        Spec = new DynamicGroupRuleSpec { ConnectorRef = new ConnectorReference { Name = "corp" }, Rule = Text, Target = new RuleTarget { EntraGroup = new EntraGroupTarget { DisplayName = "Sales" } } },
    };

    private static string Intent => IntentCompiler.RefOf(Rule).Key;

    [Fact]
    public void Before_the_connector_has_made_a_plan_it_is_not_started_and_unknown() => Of(new ConnectorReport()).ShouldBe("NotStarted Unknown");

    [Fact]
    public void While_the_last_plan_was_made_of_an_older_rule_it_is_evaluating_and_in_progress() => Of(Planned(generation: 2)).ShouldBe("Evaluating InProgress");

    [Fact]
    public void While_changes_wait_it_is_processing_and_in_progress() => Of(Planned() with { Waiting = Count(2) }).ShouldBe("Processing InProgress");

    [Fact]
    public void While_changes_wait_for_an_approval_it_is_processing_and_in_progress() =>
        Of(Planned() with { Waiting = Count(2), Held = new HeldChanges([], ["too many"]) }).ShouldBe("Processing InProgress");

    [Fact]
    public void When_everybody_is_there_the_update_is_complete_since_the_last_change() =>
        Of(Planned() with { LastApplied = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal) { [Intent] = Applied } }).ShouldBe("UpdateComplete 2026-03-01T11:55:00Z");

    [Fact]
    public void When_there_was_nothing_to_change_the_update_is_complete_now() => Of(Planned()).ShouldBe("UpdateComplete 2026-03-01T12:00:00Z");

    [Fact]
    public void The_time_stands_while_nothing_changes() =>
        Of(Planned(), Rule with { Status = new DynamicGroupRuleStatus { MembershipLastUpdated = "2026-02-01T00:00:00Z" } }).ShouldBe("UpdateComplete 2026-02-01T00:00:00Z");

    [Fact]
    public void A_rule_with_an_error_is_a_processing_error_and_keeps_the_time_of_the_last_update() => Of(
        Planned(), Rule with { Status = new DynamicGroupRuleStatus { MembershipLastUpdated = "2026-02-01T00:00:00Z" } }, new IntentVerdict("RuleInvalid", "no such property", IsTerminal: true))
        .ShouldBe("ProcessingError 2026-02-01T00:00:00Z");

    [Fact]
    public void A_target_that_cannot_be_written_is_a_processing_error() =>
        Of(Planned() with { Problems = [new ObjectProblem(ProblemClasses.TargetNotFound, "Sales", "not there", "make it") { Intent = IntentCompiler.RefOf(Rule) }] }).ShouldBe("ProcessingError Unknown");

    [Fact]
    public void Paused_it_says_so_whatever_waits() =>
        Of(Planned() with { Waiting = Count(2) }, Rule with { Spec = Rule.Spec with { ProcessingState = ProcessingState.Paused } }).ShouldBe("UpdatePaused Unknown");

    [Fact]
    public void Paused_in_the_middle_of_an_update_the_time_is_unknown() => Of(
        Planned(),
        Rule with { Spec = Rule.Spec with { ProcessingState = ProcessingState.Paused }, Status = new DynamicGroupRuleStatus { MembershipLastUpdated = "InProgress" } })
        .ShouldBe("UpdatePaused Unknown");

    [Fact]
    public void Through_a_suspended_connector_it_is_paused_and_ready_so_that_nobody_waits_for_it()
    {
        var snapshot = Snapshot(Planned() with { Waiting = Count(2) }, Rule, verdict: null) with { Connector = A.Connector with { Spec = A.Spec with { Suspend = true } } };
        var status = RuleStatus.Of(snapshot, RuleStatusChecks.Decide(snapshot), Now);

        status.MembershipProcessingStatus.ShouldBe(MembershipProcessingStatus.UpdatePaused);
        status.Conditions!.Where(condition => condition.Type is "Ready" or "Reconciling" or "Stalled").Select(condition => $"{condition.Type}={condition.Status} {condition.Reason}")
            .ShouldBe(["Ready=True Suspended"]);
    }

    [Fact]
    public void Outside_the_hours_for_changes_it_is_ready_with_what_waits_until_when_but_not_when_an_approval_is_wanted_before()
    {
        var waiting = Planned() with { Waiting = Count(2), OpensAt = Now.AddHours(3) };
        ReadyOf(waiting).ShouldBe("True OutsideChangeWindow 2 changes are planned; nothing is written before 2026-03-01 15:00:00Z, when spec.schedule.windows of the connector lets it.");
        ReadyOf(waiting with { Held = new HeldChanges([], ["too many"]) }).ShouldStartWith("False SafetyThresholdExceeded");
        ReadyOf(waiting with { Waiting = Count(0) }).ShouldStartWith("True Succeeded");
    }

    [Fact]
    public void Entra_has_not_started() => Of(ByEntra(new RuleProcessing.NotStarted())).ShouldBe("NotStarted Unknown");

    [Fact]
    public void Entra_is_at_it() => Of(ByEntra(new RuleProcessing.Running(Applied))).ShouldBe("Processing InProgress");

    [Fact]
    public void Entra_is_done_and_its_time_counts() => Of(ByEntra(new RuleProcessing.Succeeded(Applied))).ShouldBe("UpdateComplete 2026-03-01T11:55:00Z");

    [Fact]
    public void Entra_failed_and_its_own_words_are_told()
    {
        Of(ByEntra(new RuleProcessing.Failed("unsupported property"))).ShouldBe("ProcessingError Unknown");
        RuleStatusChecks.Decide(Snapshot(ByEntra(new RuleProcessing.Failed("unsupported property")), Rule, verdict: null)).ToString().ShouldContain("unsupported property");
    }

    [Fact]
    public void Entra_does_not_tell_and_what_was_handed_over_counts() => Of(ByEntra(new RuleProcessing.NotAvailable("no beta here"))).ShouldBe("UpdateComplete 2026-03-01T12:00:00Z");

    private static ConnectorReport Planned(long generation = 3) => new()
    {
        Plan = new Plan([], new Dictionary<string, IntentOutcome>(StringComparer.Ordinal) { [Intent] = new IntentOutcome(IntentCompiler.RefOf(Rule) with { Generation = generation }) }),
    };

    private static ConnectorReport ByEntra(RuleProcessing processing) =>
        Planned() with { RuleProcessing = new Dictionary<string, RuleProcessing>(StringComparer.Ordinal) { [Intent] = processing } };

    private static Dictionary<string, int> Count(int count) => new(StringComparer.Ordinal) { [Intent] = count };

    private static RuleSnapshot Snapshot(ConnectorReport report, DynamicGroupRule rule, IntentVerdict? verdict) =>
        new(rule, A.Connector, verdict, report, HybridGroups.Rules.Rule.Parse(Text, RuleDialect.Extended));

    private static string ReadyOf(ConnectorReport report)
    {
        var snapshot = Snapshot(report, Rule, verdict: null);
        var ready = RuleStatus.Of(snapshot, RuleStatusChecks.Decide(snapshot), Now).Conditions!.Single(condition => condition.Type == "Ready");
        return $"{ready.Status} {ready.Reason} {ready.Message}";
    }

    private static string Of(ConnectorReport report, DynamicGroupRule? rule = null, IntentVerdict? verdict = null)
    {
        var snapshot = Snapshot(report, rule ?? Rule, verdict);
        var status = RuleStatus.Of(snapshot, RuleStatusChecks.Decide(snapshot), Now);
        return $"{status.MembershipProcessingStatus} {status.MembershipLastUpdated}";
    }
}
