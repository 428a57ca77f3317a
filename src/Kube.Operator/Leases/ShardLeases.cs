using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Kube.Client.Core;
using Kube.Client.Errors;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Leases;

/// <summary>
/// Spreads shards over the replicas that live: a Lease for each replica says that it lives, a Lease for each shard says who
/// works on it. A shard that belongs to another replica now is given back when its work has ended; only then the other gets it.
/// </summary>
public sealed partial class ShardLeases(
    ResourceClient<Lease> leases, ShardOptions options, Func<IReadOnlyCollection<string>> shards, Func<string, LeaderTerm, Task> work,
    TimeProvider time, Func<Random> random, ILoggerFactory loggers)
{
    private const string MemberLabel = "kube-operator/shard-members-of";

    // For whoever looks at the leases: the name is a hash, and label values may hold no slash.
    private const string ShardAnnotation = "kube-operator/shard";
    private static readonly TimeSpan ReleaseLimit = TimeSpan.FromSeconds(5);

    private readonly ILogger<ShardLeases> _logger = loggers.CreateLogger<ShardLeases>();
    private readonly ConcurrentDictionary<string, Held> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string? Renewal, long SeenAt)> _members = new(StringComparer.Ordinal);
    private long _lastBalance;
    private volatile bool _isBalancing;

    /// <summary>The shards that this replica works on now.</summary>
    public IReadOnlyCollection<string> Working => [.. _held.Where(held => held.Value.IsWorking).Select(held => held.Key)];

    /// <summary>What is wrong with the loop that spreads the shards; null when nothing is.</summary>
    public string? Problem()
    {
        var age = time.GetElapsedTime(Volatile.Read(ref _lastBalance));
        return _isBalancing && age > options.Duration * 2
            ? $"the shards of {options.Name} were last spread {age.TotalSeconds:0} s ago, which is more than twice the duration of a lease"
            : null;
    }

    /// <summary>Works until it is cancelled; then everything is given back.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var leave = new CancellationTokenSource();
        var membership = Elector($"{options.Name}-member-{Short(options.Identity)}", labels: Single(MemberLabel, options.Name));
        var staying = StayAsync(membership, stop, leave.Token);
        while (!stop.IsCancellationRequested)
        {
            (_lastBalance, _isBalancing) = (time.GetTimestamp(), true);
            await BalanceAsync(stop);
            var pause = Task.Delay(options.RetryPeriod, time, stop);
            if (await Task.WhenAny(pause, staying) == staying && !stop.IsCancellationRequested)
            {
                await staying; // only a fault ends it before the stop
            }
        }

        _isBalancing = false;
        await Task.WhenAll(_held.Keys.Select(EndAsync));
        await leave.CancelAsync();
        await staying;
    }

    /// <summary>Membership is only a hint about who lives: losing it loses no shard, so it is simply taken up again.</summary>
    private async Task StayAsync(LeaseElector membership, CancellationToken stop, CancellationToken leave)
    {
        while (!stop.IsCancellationRequested)
        {
            LeaderTerm? term = null;
            try
            {
                term = await membership.AcquireAsync(stop);
                await membership.KeepAsync(term, leave);
                using var limit = new CancellationTokenSource(ReleaseLimit, time);
                await membership.ReleaseAsync(term, limit.Token);
                return;
            }
            catch (LeaseLostException lost)
            {
                LogMembershipLost(lost.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            finally
            {
                term?.Dispose();
            }
        }
    }

    private async Task BalanceAsync(CancellationToken stop)
    {
        IReadOnlyCollection<string> living;
        try
        {
            living = await LivingMembersAsync(stop);
        }
        catch (Exception error) when (error is KubeApiException or OperationCanceledException)
        {
            if (!stop.IsCancellationRequested)
            {
                LogMembersUnknown(error.Message); // what is held stays held: its own lease decides
            }

            return;
        }

        var mine = FairSpread.Assign(shards(), living).Where(entry => string.Equals(entry.Value, options.Identity, StringComparison.Ordinal)).Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var shard in _held.Keys.Where(shard => !mine.Contains(shard)))
        {
            LogGivingBack(shard);
            _ = EndAsync(shard);
        }

        foreach (var shard in mine.Where(shard => !_held.ContainsKey(shard)))
        {
            var stopShard = new CancellationTokenSource();
            var held = new Held(stopShard);
            _held[shard] = held;
            held.Task = HoldAsync(shard, held, stopShard.Token);
        }
    }

    /// <summary>Those whose lease was seen to change within its duration. The own clock alone is asked.</summary>
    private async Task<IReadOnlyCollection<string>> LivingMembersAsync(CancellationToken stop)
    {
        var found = await leases.ListAsync(new ListScope(options.Namespace, LabelSelector: $"{MemberLabel}={options.Name}"), stop);
        var living = new List<string>();
        foreach (var lease in found)
        {
            var renewal = $"{lease.Spec?.HolderIdentity} {lease.Spec?.RenewTime:O}";
            if (!_members.TryGetValue(lease.Metadata.Name!, out var seen) || !string.Equals(seen.Renewal, renewal, StringComparison.Ordinal))
            {
                seen = (renewal, time.GetTimestamp());
                _members[lease.Metadata.Name!] = seen;
            }

            if (lease.Spec?.HolderIdentity is { Length: > 0 } holder && time.GetElapsedTime(seen.SeenAt) < options.Duration)
            {
                living.Add(holder);
            }
        }

        return living;
    }

    private async Task HoldAsync(string shard, Held held, CancellationToken stop)
    {
        var elector = Elector($"{options.Name}-{Short(shard)}", annotations: Single(ShardAnnotation, shard));
        try
        {
            while (!stop.IsCancellationRequested)
            {
                using var term = await elector.AcquireAsync(stop);
                await WorkAsync(elector, shard, held, term, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Given back, or never got.
        }
        finally
        {
            _held.TryRemove(KeyValuePair.Create(shard, held));
            held.Stop.Dispose();
        }
    }

    private async Task WorkAsync(LeaseElector elector, string shard, Held held, LeaderTerm term, CancellationToken stop)
    {
        LogWorking(shard, term.Number);
        held.IsWorking = true;
        // Renewed until the work has ended: it may take a while to come to its end.
        using var ended = new CancellationTokenSource();
        await using var onStop = stop.Register(term.StopWork);
        var keeping = elector.KeepAsync(term, ended.Token);
        try
        {
            await work(shard, term);
        }
        catch (OperationCanceledException) when (term.Token.IsCancellationRequested)
        {
            // The term is over, and the work has seen it.
        }
        catch (Exception error)
        {
            LogWorkFailed(shard, error);
        }

        held.IsWorking = false;
        await ended.CancelAsync();
        try
        {
            await keeping;
            using var limit = new CancellationTokenSource(ReleaseLimit, time);
            await elector.ReleaseAsync(term, limit.Token);
        }
        catch (LeaseLostException)
        {
            // Said already; it is tried for again.
        }
    }

    private async Task EndAsync(string shard)
    {
        if (_held.TryGetValue(shard, out var held) && held.Task is { } task)
        {
            await held.Stop.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await task;
        }
    }

    private LeaseElector Elector(string name, IReadOnlyDictionary<string, string>? labels = null, IReadOnlyDictionary<string, string>? annotations = null) => new(
        leases,
        new LeaseOptions(new ObjectKey(options.Namespace, name), options.Identity)
        {
            Duration = options.Duration,
            RenewDeadline = options.RenewDeadline,
            RetryPeriod = options.RetryPeriod,
            Labels = labels,
            Annotations = annotations,
        },
        time, random(), loggers.CreateLogger<LeaseElector>());

    private static Dictionary<string, string> Single(string key, string value) => new(StringComparer.Ordinal) { [key] = value };

    // Keys hold slashes and may be long; names of objects do not.
    private static string Short(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16];

    private sealed class Held(CancellationTokenSource stop)
    {
        public CancellationTokenSource Stop { get; } = stop;

        public Task? Task { get; set; }

        public bool IsWorking { get; set; }
    }
}
