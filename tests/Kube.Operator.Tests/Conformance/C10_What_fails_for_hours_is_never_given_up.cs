using Kube.Operator.Controllers;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

public sealed class C10_What_fails_for_hours_is_never_given_up(Cluster cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task And_is_well_again_within_the_longest_delay()
    {
        var home = await Cluster.NamespaceAsync();
        await Cluster.Widgets.CreateAsync(Widget.Named("one", home), "tests", Cancellation);
        var (isHealed, healedRuns) = (false, 0);
        var entityController = new EntityController((_, _) =>
        {
            if (!Volatile.Read(ref isHealed))
            {
                throw new InvalidDataException("still broken");
            }

            healedRuns++;
            return Task.FromResult<ReconcileResult>(new ReconcileResult.Done());
        });
        var time = new ManualTime();
        var informer = Surroundings.Cluster.Informer(Cluster.Server, home);
        using var controller = ControllerOf(entityController, informer, time: time);
        await using var running = await Running.StartAsync(informer, Cancellation);
        using var stop = new CancellationTokenSource();
        var working = controller.RunAsync(stop.Token);

        for (var minutes = 0; minutes < 120; minutes += 5)
        {
            var before = entityController.Runs;
            time.Advance(TimeSpan.FromMinutes(5));
            await Eventually.IsTrueAsync(() => entityController.Runs > before && controller.Processing == 0, Soon);
        }

        Volatile.Write(ref isHealed, value: true);
        time.Advance(TimeSpan.FromMinutes(5));

        await Eventually.IsTrueAsync(() => healedRuns == 1, Soon);
        await stop.CancelAsync();
        await working;
    }
}
