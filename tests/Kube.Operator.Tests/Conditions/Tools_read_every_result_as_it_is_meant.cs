using Kube.Client.Metadata;
using Kube.Operator.Conditions;
using Kube.Operator.Controllers;

namespace Kube.Operator.Tests.Conditions;

/// <summary>kstatus, as Argo CD, Flux and Helm apply it: its rules are written down here once more.</summary>
public sealed class Tools_read_every_result_as_it_is_meant
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<ReconcileResult, string> Results => new()
    {
        { new ReconcileResult.Done(), "Current" },
        { new ReconcileResult.RequeueAfter(TimeSpan.FromMinutes(1)), "Current" },
        { new ReconcileResult.Retry(new InvalidDataException("broken")), "InProgress" },
        { new ReconcileResult.Blocked("Waiting", "for something"), "InProgress" },
        { new ReconcileResult.Terminal("Wrong", "change it"), "Failed" },
    };

    [Theory]
    [MemberData(nameof(Results))]
    public void Whatever_it_was_before(ReconcileResult result, string expected)
    {
        foreach (var before in Results)
        {
            var conditions = Of(result, Of(before.Data.Item1, before: null));

            Kstatus(conditions, generation: 2).ShouldBe(expected);
            conditions.Count(condition => condition.Type is "Reconciling" or "Stalled").ShouldBeLessThanOrEqualTo(1);
            conditions.Single(condition => condition.Type == "Ready").Status.ShouldBe(expected == "Current" ? "True" : "False"); // kubectl wait
            conditions.ShouldAllBe(condition => condition.Reason.Length > 0 && condition.ObservedGeneration == 2);
        }
    }

    [Fact]
    public void Conditions_of_others_are_kept_and_ours_that_ended_go()
    {
        var before = new[]
        {
            ReconcileSummary.Of("Foreign", "True", "Theirs", string.Empty), ReconcileSummary.Of("Ours", "True", "Old", string.Empty), ReconcileSummary.Of("Stalled", "True", "Old", string.Empty),
        };

        Of(new ReconcileResult.Done(), before, ownTypes: ["Ours"]).Select(condition => condition.Type).ShouldBe(["Foreign", "Ready"]);
    }

    [Fact]
    public void The_time_of_a_change_is_that_of_its_status()
    {
        var first = Of(new ReconcileResult.Done(), before: null);
        var second = ReconcileSummary.Conditions(new ReconcileResult.Done(), ("Other", "other"), [], [], first, 3, Now + TimeSpan.FromHours(1));

        second.Single().LastTransitionTime.ShouldBe(Now);
        second.Single().Reason.ShouldBe("Other");
    }

    [Fact]
    public void A_message_that_is_too_long_is_cut() =>
        Of(new ReconcileResult.Terminal("Wrong", new string('x', 40_000)), before: null).ShouldAllBe(condition => condition.Message.Length == 32768);

    private static IReadOnlyList<Condition> Of(ReconcileResult result, IReadOnlyList<Condition>? before, string[]? ownTypes = null) =>
        ReconcileSummary.Conditions(result, ("Succeeded", "All is well."), [], ownTypes ?? [], before, generation: 2, Now);

    private static string Kstatus(IReadOnlyList<Condition> conditions, long generation) =>
        conditions.Any(condition => condition.ObservedGeneration != generation) ? "InProgress"
        : conditions.Any(condition => condition is { Type: "Reconciling", Status: "True" }) ? "InProgress"
        : conditions.Any(condition => condition is { Type: "Stalled", Status: "True" }) ? "Failed"
        : conditions.Any(condition => condition is { Type: "Ready", Status: "False" }) ? "InProgress"
        : "Current";
}
