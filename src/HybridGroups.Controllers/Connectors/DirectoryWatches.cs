using HybridGroups.Sync.Cloud;
using HybridGroups.Sync.Cloud.Problems;
using HybridGroups.Sync.Ports;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Controllers.Connectors;

/// <summary>Listens to both directories for reasons to look. What is never heard costs time and nothing else.</summary>
internal sealed partial class DirectoryWatches(
    string connector, IOnPremisesDirectory activeDirectory, ICloudDirectory entra, Func<bool> isWanted, WakeSignal signal, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan ReplicationLag = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(10);
    // Asks nothing of Entra unless a subscription is about to end, or has.
    private static readonly TimeSpan BetweenRenewals = TimeSpan.FromMinutes(1);

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(WatchDirectoryAsync(stop), WatchCloudAsync(stop));

    private async Task WatchDirectoryAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && isWanted())
        {
            try
            {
                await foreach (var _ in activeDirectory.WatchAsync(stop)) signal.Raise(WakeReasons.ActiveDirectory);
                await Task.Delay(AfterFailure, time, stop);
            }
            catch (OnPremisesException error)
            {
                LogNotWatching(connector, "Active Directory", error.Message);
                await Task.Delay(AfterFailure, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task WatchCloudAsync(CancellationToken stop)
    {
        if (entra.Notifications is not { } notifications || !isWanted()) return;
        // A notification can come before the replica that is asked knows of the change itself.
        await using var lookAgain = time.CreateTimer(_ => signal.Raise(WakeReasons.Entra), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            var listening = Task.Run(
                async () =>
                {
                    await foreach (var _ in notifications.ListenAsync(stop))
                    {
                        signal.Raise(WakeReasons.Entra);
                        lookAgain.Change(ReplicationLag, Timeout.InfiniteTimeSpan);
                    }
                },
                stop);
            while (!stop.IsCancellationRequested) await Task.Delay(await IsSubscribedAsync(notifications, stop) ? BetweenRenewals : AfterFailure, time, stop);

            await listening;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop.
        }
    }

    private async Task<bool> IsSubscribedAsync(ICloudWakeups notifications, CancellationToken stop)
    {
        try
        {
            await notifications.EnsureAsync(stop);
            return true;
        }
        catch (CloudException error)
        {
            LogNotWatching(connector, "Microsoft Entra", error.Message);
            return false;
        }
    }

    [LoggerMessage(2103, LogLevel.Information, "connector {Connector}: {Side} does not tell of changes ({Problem}); they are asked for instead")]
    private partial void LogNotWatching(string connector, string side, string problem);
}
