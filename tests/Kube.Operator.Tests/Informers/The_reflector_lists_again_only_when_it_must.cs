using Kube.Operator.Informers;

namespace Kube.Operator.Tests.Informers;

public sealed class The_reflector_lists_again_only_when_it_must
{
    private static readonly ReflectorState Watching =
        new(new ReflectorStep.Watch("100"), LastResourceVersion: "100", Failures: 0, ShortWatches: 0);

    [Fact]
    public void It_starts_with_a_list_of_any_version_and_then_watches_from_there()
    {
        ReflectorState.Initial.Next.ShouldBe(new ReflectorStep.List("0"));
        Next(ReflectorState.Initial, new ReflectorOutcome.Listed("100")).State.ShouldBe(Watching);
    }

    [Fact]
    public void A_watch_that_ended_goes_on_where_it_was_after_a_moment()
    {
        var (state, delay) = Next(Watching, new ReflectorOutcome.WatchEnded("130", Events: 12, TimeSpan.FromMinutes(7)));

        state.Next.ShouldBe(new ReflectorStep.Watch("130"));
        delay.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public void Watches_that_are_closed_at_once_come_ever_more_seldom()
    {
        var state = Watching;
        var delays = new List<TimeSpan>();
        for (var time = 0; time < 4; time++)
        {
            (state, var delay) = Next(state, new ReflectorOutcome.WatchEnded("100", Events: 0, TimeSpan.Zero));
            delays.Add(delay);
        }

        state.Next.ShouldBe(new ReflectorStep.Watch("100"));
        delays.ShouldBe([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30)]);
    }

    [Fact]
    public void A_version_that_is_too_old_needs_the_newest_list_there_is() =>
        Next(Watching, new ReflectorOutcome.Expired()).State.Next.ShouldBe(new ReflectorStep.List(ResourceVersion: null));

    [Fact]
    public void A_busy_server_is_asked_for_the_same_watch_again_when_it_said()
    {
        var (state, delay) = Next(Watching, new ReflectorOutcome.Unavailable(ResourceVersion: null, RetryAfter: TimeSpan.FromSeconds(5)));

        state.Next.ShouldBe(Watching.Next);
        delay.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void After_any_other_fault_the_list_never_goes_back_in_time() =>
        Next(Watching, new ReflectorOutcome.Failed()).State.Next.ShouldBe(new ReflectorStep.List("100"));

    [Fact]
    public void Faults_in_a_row_wait_longer_up_to_a_limit_and_a_success_forgets_them()
    {
        var state = Watching;
        TimeSpan delay = default;
        for (var time = 0; time < 100; time++)
        {
            (state, delay) = Next(state, new ReflectorOutcome.Unavailable(ResourceVersion: null, RetryAfter: null));
        }

        delay.ShouldBe(TimeSpan.FromSeconds(30));
        ReflectorProtocol.Next(state, new ReflectorOutcome.Unavailable(null, null), jitter: 1).Delay.ShouldBe(TimeSpan.FromSeconds(60));
        Next(state, new ReflectorOutcome.WatchEnded("101", 1, TimeSpan.FromMinutes(1))).State.Failures.ShouldBe(0);
    }

    private static (ReflectorState State, TimeSpan Delay) Next(ReflectorState state, ReflectorOutcome outcome) =>
        ReflectorProtocol.Next(state, outcome, jitter: 0);
}
