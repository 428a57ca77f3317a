using System.Diagnostics.Metrics;

namespace Kube.Operator.Queue;

/// <summary>What dashboards expect of a work queue.</summary>
internal sealed class QueueMetrics
{
    private static readonly Meter Meter = new("Kube.Operator");
    private static readonly Counter<long> Adds = Meter.CreateCounter<long>("workqueue_adds_total", description: "Total number of adds handled by workqueue");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("workqueue_retries_total", description: "Total number of retries handled by workqueue");

    private static readonly Histogram<double> QueueDuration =
        Meter.CreateHistogram<double>("workqueue_queue_duration_seconds", description: "How long in seconds an item stays in workqueue before being requested");

    private static readonly Histogram<double> WorkDuration =
        Meter.CreateHistogram<double>("workqueue_work_duration_seconds", description: "How long in seconds processing an item from workqueue takes.");

    private readonly KeyValuePair<string, object?>[] _labels;

    public QueueMetrics(string name)
    {
        _labels = [new("name", name), new("controller", name)];
        Adds.Add(0, _labels); // a series that is not there cannot be alerted on
        Retries.Add(0, _labels);
    }

    public void Added() => Adds.Add(1, _labels);

    public void Retried() => Retries.Add(1, _labels);

    public void Taken(TimeSpan waited) => QueueDuration.Record(waited.TotalSeconds, _labels);

    public void Done(TimeSpan worked) => WorkDuration.Record(worked.TotalSeconds, _labels);
}
