using Kube.Operator.Leases;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Hosting;

/// <summary>
/// Starts and ends the parts of an operator in one fixed order. Any loop that ends before it was told to ends the process:
/// a process that looks alive and does nothing is worse than one that restarts (KubeOps logs it and lives on).
/// </summary>
public sealed partial class OperatorHost(OperatorParts parts, HostLimits limits, TimeProvider time, ILogger<OperatorHost> logger) : IDisposable
{
    private readonly CancellationTokenSource _stopEvents = new();
    private readonly CancellationTokenSource _stopServing = new();
    private readonly CancellationTokenSource _stopCaches = new();
    private readonly CancellationTokenSource _stopIntake = new();
    private readonly CancellationTokenSource _stopWork = new();
    private readonly CancellationTokenSource _stopRenewing = new();
    private readonly List<(string Name, Task Loop)> _loops = [];
    private CancellationTokenSource? _leading;
    private CancellationTokenSource? _mayWork;
    private LeaderTerm? _term;
    private readonly List<string> _journal = [];
    private Task _events = Task.CompletedTask;
    private Task _caches = Task.CompletedTask;
    private Task _work = Task.CompletedTask;
    private Task _renewal = Task.CompletedTask;

    /// <summary>Caches are filled.</summary>
    public bool IsSynced => parts.Informers.All(informer => informer.IsSynced);

    /// <summary>This process holds the lease, or needs none.</summary>
    public bool IsLeading { get; private set; }

    /// <summary>What has started and ended, in order.</summary>
    public IReadOnlyList<string> Journal => [.. _journal];

    /// <summary>Runs until it is told to stop. 0: ended as told; 1: a fault, a lost lease, or what was under way did not end in time.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var exitCode = 0;
        try
        {
            await StartAsync(stop);
            await WatchAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            LogStopping();
        }
        catch (LeaseLostException lost)
        {
            LogLeaseLost(lost.Message);
            exitCode = 1;
        }
        catch (Exception fault)
        {
            LogFault(fault);
            exitCode = 1;
        }

        return Math.Max(exitCode, await StopAsync(hurry: exitCode != 0));
    }

    // Webhooks before caches: a list through a conversion webhook that is not served would wait for ever.
    private async Task StartAsync(CancellationToken stop)
    {
        if (parts.Events is { } events)
        {
            _events = Loop("events", events.RunAsync(limits.EventFlush, _stopEvents.Token));
        }

        await StepAsync("diagnostics", parts.Diagnostics is { } diagnostics ? diagnostics.StartAsync : null, limits.Start, stop);
        if (parts.Certificates is { } certificates)
        {
            _ = Loop("certificates", certificates.RunAsync(_stopServing.Token));
            await StepAsync("certificates", cancellation => certificates.Ready.WaitAsync(cancellation), limits.CacheSync, stop);
        }

        await StepAsync("webhooks", parts.Webhooks is { } webhooks ? webhooks.StartAsync : null, limits.Start, stop);
        _caches = Task.WhenAll(parts.Informers.Select(informer => Loop($"informer of {informer.Kind}", informer.RunAsync(_stopCaches.Token))));
        await StepAsync("caches", cancellation => Task.WhenAll(parts.Informers.Select(informer => informer.WaitForSyncAsync(cancellation))), limits.CacheSync, stop);
        var work = parts.EveryReplica.Select((loop, number) => Loop($"loop {number + 1}", loop(_stopIntake.Token))).ToList();
        if (parts.Lease is { } lease)
        {
            _work = Task.WhenAll(work);
            _term = await FirstOfAsync(lease.AcquireAsync(stop));
            _renewal = Loop("lease", lease.KeepAsync(_term, _stopRenewing.Token));
            _journal.Add("started lease");
        }

        IsLeading = true;
        _leading = CancellationTokenSource.CreateLinkedTokenSource(_stopIntake.Token, _term?.Token ?? CancellationToken.None);
        _mayWork = CancellationTokenSource.CreateLinkedTokenSource(_stopWork.Token, _term?.Token ?? CancellationToken.None);
        work.AddRange(parts.Controllers.Select(controller => Loop($"controller {controller.Name}", controller.RunAsync(_leading.Token, _mayWork.Token))));
        _work = Task.WhenAll(work);
        _journal.Add("started controllers");
    }

    public void Dispose()
    {
        foreach (var source in new[] { _stopEvents, _stopServing, _stopCaches, _stopIntake, _stopWork, _stopRenewing, _leading, _mayWork })
        {
            source?.Dispose();
        }

        _term?.Dispose();
    }

    /// <summary>While something is waited for, the loops that run already may fail.</summary>
    private async Task<T> FirstOfAsync<T>(Task<T> awaited)
    {
        var loops = _loops.ToArray();
        var first = await Task.WhenAny([awaited, .. loops.Select(loop => loop.Loop)]);
        if (first != awaited)
        {
            await EndedAsync(loops.First(loop => loop.Loop == first));
        }

        return await awaited;
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        var loops = _loops.ToArray();
        var stopped = new TaskCompletionSource();
        await using var registration = stop.Register(() => stopped.TrySetCanceled(stop));
        var first = await Task.WhenAny([stopped.Task, .. loops.Select(loop => loop.Loop)]);
        if (first == stopped.Task)
        {
            await stopped.Task;
        }

        await EndedAsync(loops.First(loop => loop.Loop == first));
    }

    private async Task EndedAsync((string Name, Task Loop) ended)
    {
        await ended.Loop;
        throw new InvalidOperationException(_term is { IsValid: false } ? "the term is over" : $"The loop of {ended.Name} ended though nobody asked it to.");
    }

    /// <summary>
    /// Work first, then caches, then webhooks (they answer while work drains), then the servers that tell how it goes; only then
    /// the lease is given back; what happened is told last.
    /// </summary>
    private async Task<int> StopAsync(bool hurry)
    {
        var exitCode = 0;
        if (!hurry && parts.Webhooks is not null)
        {
            // The API server learns only after a while that this replica is not to be asked any more.
            await Task.Delay(limits.BeforeStop, time, CancellationToken.None);
        }

        await _stopIntake.CancelAsync();
        if (!hurry)
        {
            await _work.WaitAsync(limits.Drain - limits.GiveUp, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        exitCode |= await EndAsync("controllers", _stopWork, _work, hurry ? TimeSpan.Zero : limits.GiveUp);
        exitCode |= await EndAsync("caches", _stopCaches, _caches, limits.Stop);
        await StopServerAsync("webhooks", parts.Webhooks is { } webhooks ? webhooks.StopAsync : null);
        await _stopServing.CancelAsync();
        await StopServerAsync("diagnostics", parts.Diagnostics is { } diagnostics ? diagnostics.StopAsync : null);
        await ReleaseAsync(mayRelease: exitCode == 0 && !hurry);
        await EndAsync("events", _stopEvents, _events, limits.EventFlush + limits.Stop);
        return exitCode;
    }

    private async Task ReleaseAsync(bool mayRelease)
    {
        if (_term is null)
        {
            return;
        }

        await EndAsync("renewal", _stopRenewing, _renewal, limits.Stop);
        if (mayRelease)
        {
            // Not when something did not end: it might still write. Then the lease runs out by itself.
            using var limit = new CancellationTokenSource(limits.Stop, time);
            await parts.Lease!.ReleaseAsync(_term, limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _journal.Add("released lease");
        }
    }

    private async Task<int> EndAsync(string name, CancellationTokenSource source, Task ending, TimeSpan limit)
    {
        await source.CancelAsync();
        try
        {
            await ending.WaitAsync(limit, time, CancellationToken.None);
            return 0;
        }
        catch (TimeoutException)
        {
            LogNotEnded(name, limit);
            return 1;
        }
        catch (Exception error)
        {
            LogEndedBadly(name, error.Message); // it has been told already, by what ended the run
            return 0;
        }
        finally
        {
            _journal.Add($"stopped {name}");
        }
    }

    private async Task StepAsync(string name, Func<CancellationToken, Task>? step, TimeSpan limit, CancellationToken stop)
    {
        if (step is null)
        {
            return;
        }

        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        try
        {
            await FirstOfAsync(WrapAsync(step(either.Token)));
            _journal.Add($"started {name}");
        }
        catch (OperationCanceledException late) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"{name} did not start within {limit.TotalSeconds:0} s.", late);
        }
    }

    private static async Task<bool> WrapAsync(Task step)
    {
        await step;
        return true;
    }

    private async Task StopServerAsync(string name, Func<CancellationToken, Task>? step)
    {
        if (step is null)
        {
            return;
        }

        using var limit = new CancellationTokenSource(limits.Stop, time);
        await step(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _journal.Add($"stopped {name}");
    }

    private Task Loop(string name, Task loop)
    {
        _loops.Add((name, loop));
        return loop;
    }
}
