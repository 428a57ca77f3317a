using Kube.Client.Errors;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Operator.Informers;
using Kube.Operator.Queue;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Controllers;

/// <summary>Watches one kind and has each object reconciled whenever it changed.</summary>
public sealed partial class Controller<T> : IDisposable
    where T : KubernetesObject
{
    private const int AtStart = -100;
    private static readonly TimeSpan ReconcileLimit = TimeSpan.FromMinutes(5);

    private readonly IEntityController<T> _entityController;
    private readonly InformerStore<T> _store = new();
    private readonly WorkQueue<ObjectKey> _queue;
    private readonly Reflector<T> _reflector;
    private readonly RetryDelays _retryDelays;
    private readonly TimeProvider _time;
    private readonly ILogger<Controller<T>> _logger;
    private readonly int _workers;

    public Controller(
        IEntityController<T> entityController, ResourceClient<T> client, string? @namespace, int workers,
        TimeProvider time, Func<Random> random, ILoggerFactory loggers)
    {
        _entityController = entityController;
        _time = time;
        _workers = workers;
        _queue = new WorkQueue<ObjectKey>(time);
        _retryDelays = new RetryDelays(random());
        _logger = loggers.CreateLogger<Controller<T>>();
        _reflector = new Reflector<T>(client, @namespace, _store, Enqueue, time, random(), loggers.CreateLogger<Reflector<T>>());
    }

    /// <summary>Runs until it is cancelled, then lets the reconciliations under way come to their end.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        LogStarted(typeof(T).Name, _workers);
        var loops = Enumerable.Range(0, _workers).Select(_ => WorkAsync(stop)).Append(_reflector.RunAsync(stop)).ToArray();
        try
        {
            // The first loop that ends decides: none of them ends before the stop but by a fault.
            await await Task.WhenAny(loops);
        }
        finally
        {
            _queue.ShutDown();
        }

        await Task.WhenAll(loops);
        LogStopped(typeof(T).Name);
    }

    public void Dispose() => _queue.Dispose();

    private void Enqueue(StoreChange<T> change)
    {
        switch (change)
        {
            // Served last: after a restart a user's edit must not wait behind thousands of objects looked at for the first time.
            case StoreChange<T>.Added { InInitialList: true } added:
                _queue.Add(added.Object.Key, priority: AtStart);
                break;
            case StoreChange<T>.Added added:
                _queue.Add(added.Object.Key);
                break;
            case StoreChange<T>.Updated updated when IsWorthALook(updated.Old, updated.New):
                _queue.Add(updated.New.Key);
                break;
            case StoreChange<T>.Deleted deleted:
                _queue.Add(deleted.Last.Key);
                break;
        }
    }

    /// <summary>Anything but the status and the bookkeeping: annotations and labels count, they carry requests.</summary>
    private static bool IsWorthALook(T old, T now) =>
        old.Metadata.Generation != now.Metadata.Generation
        || old.Metadata.DeletionTimestamp != now.Metadata.DeletionTimestamp
        || !Same(old.Metadata.Annotations, now.Metadata.Annotations)
        || !Same(old.Metadata.Labels, now.Metadata.Labels)
        || !(old.Metadata.Finalizers ?? []).SequenceEqual(now.Metadata.Finalizers ?? [], StringComparer.Ordinal);

    private static bool Same(IReadOnlyDictionary<string, string>? old, IReadOnlyDictionary<string, string>? now) =>
        (old?.Count ?? 0) == (now?.Count ?? 0)
        && (old ?? new Dictionary<string, string>(StringComparer.Ordinal)).All(
            entry => now!.TryGetValue(entry.Key, out var value) && string.Equals(value, entry.Value, StringComparison.Ordinal));

    private async Task WorkAsync(CancellationToken stop)
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
                Take(key, await ReconcileAsync(key, stop));
            }
            finally
            {
                _queue.Done(key);
            }
        }
    }

    private async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken stop)
    {
        using var limit = new CancellationTokenSource(ReconcileLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, limit.Token);
        try
        {
            if (_store.Find(key) is { } entity)
            {
                return await _entityController.ReconcileAsync(entity, either.Token);
            }

            await _entityController.DeletedAsync(key, either.Token);
            return new ReconcileResult.Done();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new ReconcileResult.Done();
        }
        catch (Exception error)
        {
            return new ReconcileResult.Retry(error);
        }
    }

    private void Take(ObjectKey key, ReconcileResult result)
    {
        switch (result)
        {
            case ReconcileResult.Retry retry:
                var delay = _retryDelays.Next(key);
                if (retry.Error is KubeApiException { RetryAfter: { } asked } && asked > delay)
                {
                    delay = asked;
                }

                LogRetry(typeof(T).Name, key, delay, retry.Error);
                _queue.Add(key, delay);
                break;
            case ReconcileResult.RequeueAfter later:
                _retryDelays.Forget(key);
                _queue.Add(key, later.Delay);
                break;
            case ReconcileResult.Terminal terminal:
                _retryDelays.Forget(key);
                LogTerminal(typeof(T).Name, key, terminal.Reason, terminal.Message);
                break;
            default:
                _retryDelays.Forget(key);
                break;
        }
    }
}
