using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using Kube.Client.Core;
using Kube.Client.Errors;
using Kube.Client.Json;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Client.Schema;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Leases;

/// <summary>
/// Gets a lease and keeps it. Whether somebody else's has run out is judged only by how long this process itself has seen it
/// unchanged: clocks of other machines, and steps of the own one, mean nothing.
/// </summary>
/// <remarks>Its client has a time limit of its own, so that a stuck connection of others cannot starve the renewal.</remarks>
[Rbac("coordination.k8s.io", "leases", "get,list,create,patch,delete", OwnNamespace = true)]
public sealed partial class LeaseElector(ResourceClient<Lease> leases, LeaseOptions options, TimeProvider time, Random random, ILogger<LeaseElector> logger)
{
    private const string FieldManager = "hybrid-groups-lease";
    private static readonly Meter Meter = new("Kube.Operator");
    private static readonly UpDownCounter<long> Master = Meter.CreateUpDownCounter<long>("leader_election_master_status", description: "Whether this process holds the lease: 1 or 0.");
    private static readonly Counter<long> SlowPath = Meter.CreateCounter<long>("leader_election_slowpath_total", description: "Renewals that had to read the lease first.");

    private static readonly Counter<long> Acquired = Meter.CreateCounter<long>("leader_election_acquired_total", description: "How often this process has got the lease.");
    private static readonly Counter<long> LostLeases = Meter.CreateCounter<long>("leader_election_lost_total", description: "How often this process has lost the lease without giving it back.");

    private readonly LeaseOptions _options = options.Validated();
    private readonly KeyValuePair<string, object?> _label = new("name", options.Lease.Name);
    private Lease? _seen;
    private string? _seenSpec;
    private long _seenAt;
    private long _lastLook = time.GetTimestamp();
    private volatile bool _isLooking;

    /// <summary>What is wrong with the loop that acquires or keeps the lease; null when nothing is. For liveness: only a stuck process, never a server that does not answer.</summary>
    public string? Problem()
    {
        var age = time.GetElapsedTime(Volatile.Read(ref _lastLook));
        return _isLooking && age > _options.Duration * 2
            ? $"the lease {_options.Lease} was last looked at {age.TotalSeconds:0} s ago, which is more than twice its duration"
            : null;
    }

    /// <summary>Waits until the lease is ours. The term then has to be kept by <see cref="KeepAsync"/>.</summary>
    public async Task<LeaderTerm> AcquireAsync(CancellationToken cancellation)
    {
        Master.Add(0, _label);
        Acquired.Add(0, _label);
        LostLeases.Add(0, _label);
        while (true)
        {
            Look();
            var began = time.GetTimestamp();
            if (await TryAsync(() => TryAcquireAsync(cancellation), cancellation) is { } held)
            {
                LogAcquired(_options.Lease, _options.Identity);
                Master.Add(1, _label);
                Acquired.Add(1, _label);
                return new LeaderTerm(held.Spec?.LeaseTransitions ?? 0, began, _options.RenewDeadline, time);
            }

            await Task.Delay(_options.RetryPeriod * (1 + (0.2 * random.NextDouble())), time, cancellation);
        }
    }

    /// <summary>Renews until it is cancelled (then the lease is still held), or until the term is over.</summary>
    /// <exception cref="LeaseLostException">It could not be renewed in time, or somebody else has it.</exception>
    public async Task KeepAsync(LeaderTerm term, CancellationToken stop)
    {
        try
        {
            await RenewAsync(term, stop);
        }
        finally
        {
            _isLooking = false;
        }
    }

    private async Task RenewAsync(LeaderTerm term, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Look();
            await Task.Delay(term.LeftToRenew < _options.RetryPeriod ? term.LeftToRenew / 2 : _options.RetryPeriod, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
            {
                return;
            }

            if (!term.IsHeld)
            {
                throw Lost(term, "it could not be renewed in time");
            }

            var began = time.GetTimestamp();
            using var deadline = new CancellationTokenSource(term.LeftToRenew, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
            try
            {
                if (await TryAsync(() => TryAcquireAsync(either.Token), either.Token) is not null)
                {
                    term.Renewed(began);
                }
                else if (_seen?.Spec?.HolderIdentity is { Length: > 0 } holder && !string.Equals(holder, _options.Identity, StringComparison.Ordinal))
                {
                    throw Lost(term, $"{holder} holds it");
                }
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                throw Lost(term, "it could not be renewed in time");
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>Gives the lease back, after all that it guarded has ended.</summary>
    public async Task ReleaseAsync(LeaderTerm term, CancellationToken cancellation)
    {
        term.StopWork();
        Master.Add(-1, _label);
        if (_seen is not { } held || !string.Equals(held.Spec?.HolderIdentity, _options.Identity, StringComparison.Ordinal))
        {
            return;
        }

        // Times stay in it: some clients take a lease without them for broken.
        var now = time.GetUtcNow();
        await TryAsync(
            async () => await PatchAsync(held, new LeaseSpec { HolderIdentity = string.Empty, LeaseDurationSeconds = 1, RenewTime = now, AcquireTime = now }, cancellation),
            cancellation);
        LogReleased(_options.Lease);
    }

    private void Look()
    {
        Volatile.Write(ref _lastLook, time.GetTimestamp());
        _isLooking = true;
    }

    /// <summary>The lease when it is ours now; null when it is not.</summary>
    private async Task<Lease?> TryAcquireAsync(CancellationToken cancellation)
    {
        if (_seen is { } held && string.Equals(held.Spec?.HolderIdentity, _options.Identity, StringComparison.Ordinal))
        {
            try
            {
                return Observe(await PatchAsync(held, Renewal(held), cancellation));
            }
            catch (KubeApiException changed) when (changed.IsConflict || changed.IsNotFound)
            {
                SlowPath.Add(1, _label); // somebody wrote to it: see who
            }
        }

        var found = await leases.FindAsync(_options.Lease, cancellation);
        if (found is null)
        {
            return Observe(await CreateAsync(cancellation));
        }

        Observe(found);
        return MayTake(found) ? Observe(await PatchAsync(found, Renewal(found), cancellation)) : null;
    }

    private bool MayTake(Lease lease) =>
        string.IsNullOrEmpty(lease.Spec?.HolderIdentity)
        || string.Equals(lease.Spec.HolderIdentity, _options.Identity, StringComparison.Ordinal)
        || time.GetElapsedTime(_seenAt) > TimeSpan.FromSeconds(lease.Spec.LeaseDurationSeconds ?? _options.Duration.TotalSeconds);

    private LeaseSpec Renewal(Lease lease)
    {
        var now = time.GetUtcNow();
        var isOurs = string.Equals(lease.Spec?.HolderIdentity, _options.Identity, StringComparison.Ordinal);
        return new LeaseSpec
        {
            HolderIdentity = _options.Identity,
            LeaseDurationSeconds = (int)Math.Ceiling(_options.Duration.TotalSeconds),
            RenewTime = now,
            AcquireTime = isOurs ? lease.Spec!.AcquireTime ?? now : now,
            LeaseTransitions = (lease.Spec?.LeaseTransitions ?? 0) + (isOurs ? 0 : 1),
        };
    }

    /// <summary>Our fields alone: strategy and preferredHolder of coordinated election (KEP-4355) are not ours to lose.</summary>
    private Task<Lease> PatchAsync(Lease current, LeaseSpec spec, CancellationToken cancellation) => leases.MergeAsync(
        _options.Lease,
        new JsonObject
        {
            ["metadata"] = new JsonObject { ["uid"] = current.Metadata.Uid, ["resourceVersion"] = current.Metadata.ResourceVersion },
            ["spec"] = System.Text.Json.JsonSerializer.SerializeToNode(spec, KubeJson.Options),
        },
        FieldManager, cancellation);

    private Task<Lease> CreateAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var lease = new Lease
        {
            Metadata = new ObjectMeta { Namespace = _options.Lease.Namespace, Name = _options.Lease.Name, Labels = _options.Labels, Annotations = _options.Annotations },
            Spec = new LeaseSpec
            {
                HolderIdentity = _options.Identity,
                LeaseDurationSeconds = (int)Math.Ceiling(_options.Duration.TotalSeconds),
                AcquireTime = now,
                RenewTime = now,
                LeaseTransitions = 0,
            },
        };
        return leases.CreateAsync(lease, FieldManager, cancellation);
    }

    private Lease Observe(Lease lease)
    {
        var spec = System.Text.Json.JsonSerializer.Serialize(lease.Spec, KubeJson.Options);
        if (!string.Equals(spec, _seenSpec, StringComparison.Ordinal))
        {
            (_seenSpec, _seenAt) = (spec, time.GetTimestamp());
        }

        return _seen = lease;
    }

    private async Task<Lease?> TryAsync(Func<Task<Lease?>> attempt, CancellationToken cancellation)
    {
        try
        {
            return await attempt();
        }
        catch (KubeApiException lost) when (lost.IsConflict || lost.IsAlreadyExists)
        {
            return null; // somebody else was faster; the next look shows who
        }
        catch (Exception error) when (error is KubeApiException or Kube.Client.Config.KubeconfigException && !cancellation.IsCancellationRequested)
        {
            LogAttemptFailed(_options.Lease, error.Message);
            return null;
        }
    }

    private LeaseLostException Lost(LeaderTerm term, string why)
    {
        term.StopWork();
        Master.Add(-1, _label);
        LostLeases.Add(1, _label);
        LogLost(_options.Lease, why);
        return new LeaseLostException($"The lease {_options.Lease} was lost: {why}.");
    }
}
