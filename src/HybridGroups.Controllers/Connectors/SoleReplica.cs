using System.Collections.Concurrent;
using HybridGroups.Controllers.Intents;
using Kube.Client.Metadata;

namespace HybridGroups.Controllers.Connectors;

/// <summary>Looks after every connector without leases: for a single replica, which shares with nobody.</summary>
public sealed class SoleReplica(ConnectorFleet fleet, IntentBoard board, TimeProvider time)
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<ObjectKey, (Task Work, CancellationTokenSource Stop)> working = new();

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                Balance(stop);
                await Task.Delay(Glance, time, stop);
                foreach (var faulted in working.Values.Where(one => one.Work.IsFaulted)) await faulted.Work;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Task.WhenAll(working.Values.Select(one => one.Work)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Balance(CancellationToken stop)
    {
        var wanted = board.Shards().Select(ObjectKey.Parse).ToHashSet();
        foreach (var key in wanted.Where(key => !working.ContainsKey(key)))
        {
            var own = CancellationTokenSource.CreateLinkedTokenSource(stop);
            working[key] = (fleet.WorkAsync(key, own.Token.ThrowIfCancellationRequested, own.Token), own);
        }

        foreach (var key in working.Keys.Where(key => !wanted.Contains(key)))
        {
            if (working.TryRemove(key, out var gone)) gone.Stop.Cancel();
        }
    }
}
