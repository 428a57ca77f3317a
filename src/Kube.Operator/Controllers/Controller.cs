using Kube.Client.Errors;
using Kube.Client.Metadata;
using Kube.Operator.Informers;
using Kube.Operator.Metrics;
using Kube.Operator.Queue;
using Kube.Operator.Writes;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Controllers;

/// <summary>Has each object of a kind reconciled whenever it changed, one reconciliation a key at a time.</summary>
public sealed partial class Controller<T> : IController, IDisposable
    where T : KubernetesObject
{
    /// <summary>Served last: after a restart a user's edit must not wait behind thousands of objects looked at for the first time.</summary>
    public const int AtStart = -100;

    private static readonly TimeSpan OwnWriteOnItsWay = TimeSpan.FromMilliseconds(20);

    private readonly IEntityController<T> _entityController;
    private readonly Informer<T> _informer;
    private readonly WriteTracker _writes;
    private readonly ControllerOptions _options;
    private readonly WorkQueue<ObjectKey> _queue;
    private readonly RetryDelays _retryDelays;
    private readonly ControllerMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger<Controller<T>> _logger;
    private long _lastReconcileId;

    /// <summary>
    /// A controller fills its queue from its informer as soon as that runs, and works on it when <see cref="RunAsync"/> is
    /// called: a standby is warm.
    /// </summary>
    public Controller(
        IEntityController<T> entityController, Informer<T> informer, WriteTracker writes, ControllerOptions options,
        TimeProvider time, Random random, ILoggerFactory loggers)
    {
        _entityController = entityController;
        _informer = informer;
        _writes = writes;
        _options = options;
        _time = time;
        _queue = new WorkQueue<ObjectKey>(time, options.Name);
        _retryDelays = new RetryDelays(random, options.LongestRetryDelay);
        _metrics = new ControllerMetrics(options.Name, options.Workers);
        _logger = loggers.CreateLogger<Controller<T>>();
        RuntimeGauges.Add(_queue);
        informer.OnChange(Enqueue);
    }

    public string Name => _options.Name;

    /// <summary>How many keys wait.</summary>
    public int Waiting => _queue.Count;

    /// <summary>How many keys are being worked on.</summary>
    public int Processing => _queue.Processing;

    /// <summary>Something else has happened that concerns an object.</summary>
    public void Enqueue(ObjectKey key, TimeSpan delay = default) => _queue.Add(key, delay);

    /// <summary>Has objects reconciled also when objects of another kind change. Before the informers run.</summary>
    public void Watch<TOther>(Informer<TOther> informer, Func<TOther, IEnumerable<ObjectKey>> concerns)
        where TOther : KubernetesObject =>
        informer.OnChange(change =>
        {
            var (states, priority) = change switch
            {
                StoreChange<TOther>.Added added => (new[] { added.Object }, added.InInitialList ? AtStart : 0),
                StoreChange<TOther>.Updated updated => ([updated.Old, updated.New], 0),
                StoreChange<TOther>.Deleted deleted => ([deleted.Last], 0),
                _ => ([], 0),
            };
            foreach (var key in states.SelectMany(concerns))
            {
                _queue.Add(key, priority: priority);
            }
        });

    /// <summary>The same, where stop means abort.</summary>
    public Task RunAsync(CancellationToken stop) => RunAsync(stop, stop);

    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        await _informer.WaitForSyncAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        LogStarted(Name, _options.Workers);
        var workers = Enumerable.Range(0, _options.Workers).Select(_ => WorkAsync(stop, abort)).ToArray();
        try
        {
            // The first worker that ends decides: none of them ends before the stop but by a fault.
            await await Task.WhenAny(workers);
        }
        finally
        {
            _queue.ShutDown();
        }

        await Task.WhenAll(workers);
        LogStopped(Name);
    }

    public void Dispose() => _queue.Dispose();

    private void Enqueue(StoreChange<T> change)
    {
        switch (change)
        {
            case StoreChange<T>.Added { InInitialList: true } added:
                _queue.Add(added.Object.Key, priority: AtStart);
                break;
            case StoreChange<T>.Added added:
                _queue.Add(added.Object.Key);
                break;
            case StoreChange<T>.Updated updated when ObjectChanges.AreWorthALook(updated.Old, updated.New):
                _queue.Add(updated.New.Key);
                break;
            case StoreChange<T>.Deleted deleted:
                _queue.Add(deleted.Last.Key);
                break;
        }
    }

    private async Task WorkAsync(CancellationToken stop, CancellationToken abort)
    {
        while (true)
        {
            ObjectKey key;
            try
            {
                key = await _queue.TakeAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }

            try
            {
                if (_writes.IsAhead(key, _informer.Store.Find(key)?.Metadata.ResourceVersion, _informer.Store.ResourceVersion))
                {
                    _queue.AddRetry(key, OwnWriteOnItsWay);
                    continue;
                }

                await ReconcileAsync(key, abort);
            }
            finally
            {
                _queue.Done(key);
            }
        }
    }

    private async Task ReconcileAsync(ObjectKey key, CancellationToken abort)
    {
        using var scope = _logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["controller"] = Name,
            ["object"] = key.ToString(),
            ["reconcileID"] = Interlocked.Increment(ref _lastReconcileId),
        });
        var began = _time.GetTimestamp();
        _metrics.Began();
        var result = await ResultOfAsync(key, abort);
        _metrics.Ended(result, _time.GetElapsedTime(began));
        if (result is not null)
        {
            Take(key, result);
        }
    }

    /// <summary>Null when our own end cut it off: then there is nothing to report and nothing to try again.</summary>
    private async Task<ReconcileResult?> ResultOfAsync(ObjectKey key, CancellationToken abort)
    {
        using var limit = new CancellationTokenSource(_options.ReconcileLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(abort, limit.Token);
        try
        {
            if (_informer.Store.Find(key) is { } entity)
            {
                return await _entityController.ReconcileAsync(entity, either.Token);
            }

            _writes.Forget(key);
            await _entityController.DeletedAsync(key, either.Token);
            return new ReconcileResult.Done();
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested)
        {
            return new ReconcileResult.Retry(new ReconcileTimeoutException(_options.ReconcileLimit, late));
        }
        catch (Exception error)
        {
            return new ReconcileResult.Retry(error);
        }
    }

    private void Take(ObjectKey key, ReconcileResult result)
    {
        if (result is not ReconcileResult.Retry)
        {
            _retryDelays.Forget(key);
        }

        switch (result)
        {
            case ReconcileResult.Retry retry:
                var delay = _retryDelays.Next(key);
                if (retry.Error is KubeApiException { RetryAfter: { } asked } && asked > delay)
                {
                    delay = asked;
                }

                if (retry.Error is KubeApiException { IsConflict: true } conflict)
                {
                    LogConflict(Name, key, delay, conflict.Message); // somebody else was faster: the ordinary way of things
                }
                else
                {
                    LogRetry(Name, key, delay, retry.Error);
                }

                _queue.AddRetry(key, delay);
                break;
            case ReconcileResult.RequeueAfter later:
                _queue.Add(key, later.Delay);
                break;
            case ReconcileResult.Blocked blocked:
                LogBlocked(Name, key, blocked.Reason, blocked.Message);
                if (blocked.LookAgain is { } when)
                {
                    _queue.Add(key, when);
                }

                break;
            case ReconcileResult.Terminal terminal:
                LogTerminal(Name, key, terminal.Reason, terminal.Message);
                break;
        }
    }
}
