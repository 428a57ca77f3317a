using System.Collections.Concurrent;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Controllers.Intents;
using HybridGroups.Controllers.Snapshots;
using HybridGroups.Sync.Cloud.Problems;
using HybridGroups.Sync.Ports;
using Kube.Client.Errors;
using Kube.Client.Metadata;
using Kube.Operator.Leases;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Controllers.Connectors;

/// <summary>The running connectors of this replica: one for each shard that it holds, built anew when what it is built on changes.</summary>
public sealed partial class ConnectorFleet(
    IntentBoard board, ConnectorSecrets secrets, IDirectories directories, IAuditTrail audit, SnapshotFolder? snapshots, TimeProvider time, ILoggerFactory loggers)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<ObjectKey, Berth> berths = new();
    private readonly ILogger<ConnectorFleet> logger = loggers.CreateLogger<ConnectorFleet>();

    /// <summary>Told of each new report, with the one before. Set before anything runs.</summary>
    public Action<ObjectKey, ConnectorReport, ConnectorReport> Reported { get; set; } = (_, _, _) => { };

    /// <summary>Where Entra is to post that something has changed, with the namespace and the name of the connector behind it. Set before anything runs.</summary>
    public Uri? Notifications { get; init; }

    /// <summary>This replica is responsible for the connector, and for all that refers to it.</summary>
    public bool IsMine(ObjectKey connector) => berths.ContainsKey(connector);

    /// <summary>The connectors of this replica and where they stand.</summary>
    public IEnumerable<KeyValuePair<ObjectKey, ConnectorReport>> Reports => berths.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Report));

    public ConnectorReport ReportOf(ObjectKey connector) => berths.TryGetValue(connector, out var berth) ? berth.Report : new ConnectorReport();

    /// <summary>Something that concerns a connector has changed.</summary>
    public void Wake(ObjectKey connector, WakeReasons reasons)
    {
        if (!berths.TryGetValue(connector, out var berth)) return;
        berth.Changed.Raise(reasons);
        berth.Running?.Wake(reasons);
    }

    /// <summary>Something was posted for a connector.</summary>
    public NotificationFate Receive(ObjectKey connector, ReadOnlyMemory<byte> body)
    {
        if (board.Connector(connector) is null) return NotificationFate.Unknown;
        if (!berths.TryGetValue(connector, out var berth)) return NotificationFate.Elsewhere;
        berth.Running?.Receive(body);
        return NotificationFate.Received;
    }

    /// <summary>Looks after one connector as long as the term lasts.</summary>
    public async Task WorkAsync(string shard, LeaderTerm term)
    {
        var key = ObjectKey.Parse(shard);
        await WorkAsync(key, term.ThrowIfOver, term.Token);
    }

    /// <summary>Looks after one connector until it is cancelled.</summary>
    public async Task WorkAsync(ObjectKey key, Action mayGoOn, CancellationToken stop)
    {
        using var berth = new Berth();
        berths[key] = berth;
        Tell(key, berth, new ConnectorReport());
        snapshots?.Keep(board.Shards().Select(ObjectKey.Parse));
        try
        {
            while (true)
            {
                await WorkOnceAsync(key, berth, mayGoOn, stop);
                await berth.Changed.WaitAsync(LookAgain, time, stop);
            }
        }
        finally
        {
            berths.TryRemove(key, out _);
            snapshots?.Keep(board.Shards().Select(ObjectKey.Parse));
        }
    }

    private async Task WorkOnceAsync(ObjectKey key, Berth berth, Action mayGoOn, CancellationToken stop)
    {
        if (board.Connector(key) is not { Metadata.DeletionTimestamp: null, Spec.Suspend: false } connector) return;
        var (setup, problem) = await ReadSetupAsync(connector, stop);
        if (setup is null)
        {
            Tell(key, berth, new ConnectorReport { SetupProblem = problem });
            return;
        }

        RunningConnector running;
        try
        {
            running = new RunningConnector(
                setup, directories, () => board.WorkOf(key, berth.Report), report => Tell(key, berth, report), audit,
                snapshots?.Of(key, setup), time, loggers.CreateLogger<RunningConnector>());
        }
        catch (Exception error) when (error is OnPremisesException or CloudException)
        {
            Tell(key, berth, new ConnectorReport { SetupProblem = error.Message });
            return;
        }

        await using (running)
        {
            running.Remember(connector.Status?.Imports?.ActiveDirectory?.Objects, connector.Status?.Imports?.Entra?.Objects, LastWriteOf(connector));
            LogStarted(setup.Name, setup.ActiveDirectory.BaseName, setup.Entra.TenantId);
            try
            {
                await RunAsync(key, berth, running, setup, mayGoOn, stop);
            }
            finally
            {
                // Another replica makes subscriptions of its own; of a connector that is no more nobody would ever end them.
                if (board.Connector(key) is not { Metadata.DeletionTimestamp: null }) await running.GiveBackAsync();
            }
        }
    }

    // Until what it is built on has changed.
    private async Task RunAsync(ObjectKey key, Berth berth, RunningConnector running, ConnectorSetup setup, Action mayGoOn, CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        berth.Running = running;
        var loop = running.RunAsync(mayGoOn, ending.Token);
        try
        {
            while (await StaysAsync(key, berth, setup, loop, stop))
            {
            }
        }
        finally
        {
            berth.Running = null;
            await ending.CancelAsync();
            await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (loop.IsFaulted) await loop;
    }

    private async Task<bool> StaysAsync(ObjectKey key, Berth berth, ConnectorSetup setup, Task loop, CancellationToken stop)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var changed = berth.Changed.WaitAsync(LookAgain, time, waiting.Token);
        if (await Task.WhenAny(changed, loop) == loop)
        {
            await waiting.CancelAsync();
            await ((Task)changed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return false;
        }

        await changed;
        if (board.Connector(key) is not { Metadata.DeletionTimestamp: null, Spec.Suspend: false } connector) return false;
        var (now, problem) = await ReadSetupAsync(connector, stop);
        if (now is not null && now.IsSameAs(setup)) return true;
        LogRebuilt(setup.Name, problem ?? "its addresses, credentials, scope or matching have changed");
        return false;
    }

    private async Task<(ConnectorSetup? Setup, string? Problem)> ReadSetupAsync(SyncConnector connector, CancellationToken cancellation)
    {
        try
        {
            var (setup, problem) = await secrets.ReadAsync(connector, cancellation);
            return setup is not null && Notifications is { } root
                ? (setup with { Entra = setup.Entra with { Notifications = new Uri(root, $"{connector.Key.Namespace}/{connector.Key.Name}") } }, problem)
                : (setup, problem);
        }
        catch (KubeApiException error)
        {
            return (null, $"The Secrets of the connector could not be read: {error.Message}");
        }
    }

    private static DateTimeOffset? LastWriteOf(SyncConnector connector) =>
        connector.Status?.History?.Where(run => run.Applied > 0).Max(run => run.Finished);

    private void Tell(ObjectKey key, Berth berth, ConnectorReport report)
    {
        var before = berth.Report;
        berth.Report = report;
        Reported(key, before, report);
    }

    [LoggerMessage(2201, LogLevel.Information, "connector {Connector} runs: {Domain} and tenant {Tenant}")]
    private partial void LogStarted(string connector, string domain, string tenant);

    [LoggerMessage(2202, LogLevel.Information, "connector {Connector} is built anew: {Reason}")]
    private partial void LogRebuilt(string connector, string reason);

    private sealed class Berth : IDisposable
    {
        public WakeSignal Changed { get; } = new();

        public volatile RunningConnector? Running;

        public volatile ConnectorReport Report = new();

        public void Dispose() => Changed.Dispose();
    }
}
