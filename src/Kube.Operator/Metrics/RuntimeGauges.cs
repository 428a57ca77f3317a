using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Kube.Operator.Informers;
using Kube.Operator.Queue;

namespace Kube.Operator.Metrics;

/// <summary>Gauges that are read when they are asked for, over all informers and queues that live.</summary>
internal static class RuntimeGauges
{
    private static readonly Meter Meter = new("Kube.Operator");
    private static readonly ConcurrentDictionary<string, WeakReference<IInformer>> Informers = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, WeakReference<IQueueState>> Queues = new(StringComparer.Ordinal);

    static RuntimeGauges()
    {
        Meter.CreateObservableGauge("informer_last_event_age_seconds", () => OfInformers(informer => informer.LastEventAge.TotalSeconds),
            description: "Seconds since the API server sent anything, bookmarks included.");
        Meter.CreateObservableGauge("informer_last_sync_age_seconds", () => OfInformers(informer => informer.LastSyncAge.TotalSeconds),
            description: "Seconds since a list or watch ended well.");
        Meter.CreateObservableGauge("informer_objects", () => OfInformers(informer => informer.Count), description: "Objects in the store.");
        Meter.CreateObservableGauge("workqueue_depth", Depths, description: "Current depth of workqueue");
        Meter.CreateObservableGauge("workqueue_unfinished_work_seconds", () => OfQueues(state => state.UnfinishedWork.TotalSeconds),
            description: "How many seconds of work has been done that is in progress and has not been observed by work_duration.");
        Meter.CreateObservableGauge("workqueue_longest_running_processor_seconds", () => OfQueues(state => state.LongestRunning.TotalSeconds),
            description: "How many seconds has the longest running processor for workqueue been running.");
    }

    public static void Add(IInformer informer) => Informers[informer.Kind] = new WeakReference<IInformer>(informer);

    public static void Add(IQueueState queue) => Queues[queue.Name] = new WeakReference<IQueueState>(queue);

    public static IEnumerable<IInformer> LivingInformers() => Living(Informers);

    public static IEnumerable<IQueueState> LivingQueues() => Living(Queues);

    private static IEnumerable<Measurement<double>> OfInformers(Func<IInformer, double> value) =>
        Living(Informers).Select(informer => new Measurement<double>(value(informer), new KeyValuePair<string, object?>("kind", informer.Kind)));

    private static IEnumerable<Measurement<double>> OfQueues(Func<IQueueState, double> value) =>
        Living(Queues).Select(queue => new Measurement<double>(value(queue), new("name", queue.Name), new("controller", queue.Name)));

    private static IEnumerable<Measurement<double>> Depths() => Living(Queues).SelectMany(queue => WithUsualPriority(queue.DepthByPriority()).Select(depth =>
        new Measurement<double>(depth.Value, new("name", queue.Name), new("controller", queue.Name), new("priority", depth.Key))));

    // An empty queue has a depth: nothing is not the same as not known.
    private static IEnumerable<KeyValuePair<int, int>> WithUsualPriority(IReadOnlyDictionary<int, int> depths) =>
        depths.ContainsKey(0) ? depths : depths.Append(KeyValuePair.Create(0, 0));

    private static IEnumerable<TPart> Living<TPart>(ConcurrentDictionary<string, WeakReference<TPart>> parts)
        where TPart : class =>
        parts.Values.Select(reference => reference.TryGetTarget(out var part) ? part : null).OfType<TPart>();
}
