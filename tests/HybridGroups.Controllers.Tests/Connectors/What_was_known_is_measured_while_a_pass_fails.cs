using HybridGroups.Controllers.Connectors;
using HybridGroups.Sync.Planning;

namespace HybridGroups.Controllers.Tests.Connectors;

public sealed class What_was_known_is_measured_while_a_pass_fails
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ConnectorReport Worked = new()
    {
        Plan = Plan.Empty,
        ActiveDirectory = new SideReport { IsComplete = true, Objects = 10, LastDelta = Noon },
        Entra = new SideReport { IsComplete = true, Objects = 20, LastDelta = Noon },
        Waiting = new Dictionary<string, int>(StringComparer.Ordinal) { ["rule"] = 3 },
    };

    private static readonly ConnectorStanding Standing = new ConnectorStanding(Noon).With(Worked);

    [Fact]
    public void A_side_that_does_not_answer_keeps_its_last_complete_read()
    {
        var after = Standing.With(Worked with { Entra = Worked.Entra with { Problem = "It does not answer." } });

        after.Now.BothAnswer.ShouldBeFalse();
        after.Read("Entra").LastDelta.ShouldBe(Noon);
        after.Read("Entra").Objects.ShouldBe(20);
    }

    [Fact]
    public void A_connector_whose_secret_is_gone_keeps_its_plan_and_its_reads()
    {
        var after = Standing.With(new ConnectorReport { SetupProblem = "The Secret corp-ad is not there." });

        after.Now.SetupProblem.ShouldNotBeNull();
        after.Planned.Waiting["rule"].ShouldBe(3);
        after.Read("ActiveDirectory").Objects.ShouldBe(10);
    }

    [Fact]
    public void A_new_plan_takes_the_place_of_the_old_one()
    {
        var after = Standing.With(new ConnectorReport { SetupProblem = "gone" }).With(Worked with { Waiting = new Dictionary<string, int>(StringComparer.Ordinal) });

        after.Planned.Waiting.ShouldBeEmpty();
    }

    [Fact]
    public void A_side_that_was_never_read_has_no_read_and_not_one_of_just_now() =>
        new ConnectorStanding(Noon).With(new ConnectorReport()).Read("Entra").LastDelta.ShouldBeNull();
}
