using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Operator.Metrics;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Informers;

/// <summary>The objects of one kind, kept up to date for all who are interested: controllers, webhooks, lookups.</summary>
public sealed class Informer<T> : IInformer
    where T : KubernetesObject
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private readonly Reflector<T> _reflector;
    private readonly TimeProvider _time;
    private readonly List<Action<StoreChange<T>>> _handlers = [];
    private bool _isRunning;

    public Informer(
        ResourceClient<T> client, ListScope scope, TimeProvider time, Random random, ILoggerFactory loggers, bool streamsLists = true)
    {
        _time = time;
        _reflector = new Reflector<T>(client, scope, Store, Publish, streamsLists, time, random, loggers.CreateLogger<Reflector<T>>());
    }

    /// <summary>What is known now.</summary>
    public InformerStore<T> Store { get; } = new();

    public string Kind => typeof(T).Name;

    public bool IsSynced => Store.IsSynced;

    public int Count => Store.Count;

    public TimeSpan LastEventAge => _reflector.LastEventAge;

    public TimeSpan LastSyncAge => _reflector.LastSyncAge;

    /// <summary>Calls <paramref name="handler"/> with each change, one at a time. Before the informer runs.</summary>
    public void OnChange(Action<StoreChange<T>> handler)
    {
        if (_isRunning)
        {
            throw new InvalidOperationException("The informer runs already: a handler added now would miss what was there before.");
        }

        _handlers.Add(handler);
    }

    /// <summary>Runs until it is cancelled.</summary>
    public Task RunAsync(CancellationToken stop)
    {
        _isRunning = true;
        RuntimeGauges.Add(this); // only now: of one that never runs, every age would grow for ever
        return _reflector.RunAsync(stop);
    }

    /// <summary>Waits until a complete list was read.</summary>
    public async Task WaitForSyncAsync(CancellationToken cancellation)
    {
        while (!Store.IsSynced)
        {
            await Task.Delay(Glance, _time, cancellation);
        }
    }

    private void Publish(StoreChange<T> change)
    {
        foreach (var handler in _handlers)
        {
            handler(change);
        }
    }
}
