using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

public sealed class C12_A_step_of_the_clock_changes_no_leader(Cluster cluster) : LeaseTest(cluster)
{
    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Neither_for_the_holder_nor_for_who_waits(int hours)
    {
        var home = await Cluster.NamespaceAsync();
        var (holderTime, otherTime) = (new ManualTime(), new ManualTime());
        var holder = Elector(Cluster.Server, home, "holder", holderTime);
        var other = Elector(Cluster.Server, home, "other", otherTime);
        using var term = await holder.AcquireAsync(Cancellation);
        using var stop = new CancellationTokenSource();
        var waiting = other.AcquireAsync(stop.Token);
        var keeping = holder.KeepAsync(term, stop.Token);

        holderTime.StepClock(TimeSpan.FromHours(hours));
        otherTime.StepClock(TimeSpan.FromHours(-hours));
        for (var round = 0; round < 8; round++)
        {
            var before = (await LeaseInAsync(home)).Metadata.ResourceVersion;
            holderTime.Advance(TimeSpan.FromSeconds(5));
            await Eventually.AsTrueAsync(async () => (await LeaseInAsync(home)).Metadata.ResourceVersion != before, Soon);
            otherTime.Advance(TimeSpan.FromSeconds(7));
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
        }

        term.IsValid.ShouldBeTrue();
        waiting.IsCompleted.ShouldBeFalse();
        (await LeaseInAsync(home)).Spec!.HolderIdentity.ShouldBe("holder");
        await stop.CancelAsync();
        await keeping;
        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }
}
