using System.Collections.Concurrent;
using Kube.Operator.Leases;
using Kube.Operator.Tests.Surroundings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Operator.Tests.Leases;

public sealed class Shards_are_spread_fairly_and_handed_over(Cluster cluster) : ConformanceTest(cluster)
{
    private static readonly string[] Shards = ["a/1", "a/2", "b/1", "b/2"];
    private readonly ConcurrentDictionary<string, int> _workers = new(StringComparer.Ordinal);
    private int _mostAtOnce;

    [Fact]
    public async Task Over_replicas_that_come_and_go()
    {
        var home = await Cluster.NamespaceAsync();
        using var stopFirst = new CancellationTokenSource();
        using var stopSecond = new CancellationTokenSource();
        var first = Replica(home, "first");
        var firstRuns = first.RunAsync(stopFirst.Token);
        await Eventually.IsTrueAsync(() => first.Working.Count == 4, Soon);

        var second = Replica(home, "second");
        var secondRuns = second.RunAsync(stopSecond.Token);
        await Eventually.IsTrueAsync(() => first.Working.Count == 2 && second.Working.Count == 2, Soon + Soon);
        first.Working.Concat(second.Working).Order(StringComparer.Ordinal).ShouldBe(Shards);

        await stopFirst.CancelAsync(); // leaves in order: gives everything back
        await firstRuns;
        await Eventually.IsTrueAsync(() => second.Working.Count == 4, Soon + Soon);

        Volatile.Read(ref _mostAtOnce).ShouldBe(1); // nobody ever worked on a shard while another one did
        await stopSecond.CancelAsync();
        await secondRuns;
    }

    [Fact]
    public void The_spread_is_fair_the_same_everywhere_and_moves_little()
    {
        var shards = Enumerable.Range(0, 100).Select(number => $"shard-{number}").ToArray();
        var three = FairSpread.Assign(shards, ["x", "y", "z"]);
        var four = FairSpread.Assign(shards.Reverse(), ["z", "y", "w", "x"]);

        three.GroupBy(entry => entry.Value, StringComparer.Ordinal).ShouldAllBe(member => member.Count() >= 32 && member.Count() <= 34);
        FairSpread.Assign(shards.Reverse(), ["z", "x", "y"]).OrderBy(entry => entry.Key, StringComparer.Ordinal).ShouldBe(three.OrderBy(entry => entry.Key, StringComparer.Ordinal));
        shards.Count(shard => three[shard] != four[shard]).ShouldBeLessThan(50);
        FairSpread.Assign(shards, []).ShouldBeEmpty();
    }

    private ShardLeases Replica(string home, string identity) => new(
        Cluster.Leases,
        new ShardOptions(home, "connector", identity)
        {
            Duration = TimeSpan.FromSeconds(4),
            RenewDeadline = TimeSpan.FromSeconds(3),
            RetryPeriod = TimeSpan.FromMilliseconds(300),
        },
        () => Shards, WorkAsync, TimeProvider.System, () => new Random(1), NullLoggerFactory.Instance);

    private async Task WorkAsync(string shard, LeaderTerm term)
    {
        var atOnce = _workers.AddOrUpdate(shard, 1, (_, known) => known + 1);
        _mostAtOnce = Math.Max(_mostAtOnce, atOnce);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, term.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, CancellationToken.None); // it takes a while to end
        _workers.AddOrUpdate(shard, 0, (_, known) => known - 1);
    }
}
