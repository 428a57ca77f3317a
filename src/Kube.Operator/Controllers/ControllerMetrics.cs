using System.Diagnostics.Metrics;

namespace Kube.Operator.Controllers;

/// <summary>What dashboards expect of a controller.</summary>
internal sealed class ControllerMetrics
{
    private static readonly Meter Meter = new("Kube.Operator");
    private static readonly Counter<long> Total = Meter.CreateCounter<long>("controller_runtime_reconcile_total", description: "Total number of reconciliations per controller");
    private static readonly Counter<long> Errors = Meter.CreateCounter<long>("controller_runtime_reconcile_errors_total", description: "Total number of reconciliation errors per controller");

    private static readonly Counter<long> TerminalErrors =
        Meter.CreateCounter<long>("controller_runtime_terminal_reconcile_errors_total", description: "Total number of terminal reconciliation errors per controller");

    private static readonly Counter<long> Panics = Meter.CreateCounter<long>("controller_runtime_reconcile_panics_total", description: "Total number of reconciliation panics per controller");
    private static readonly Counter<long> Timeouts = Meter.CreateCounter<long>("controller_runtime_reconcile_timeouts_total", description: "Total number of reconciliation timeouts per controller");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("controller_runtime_reconcile_time_seconds", description: "Length of time per reconciliation per controller");
    private static readonly UpDownCounter<long> Active = Meter.CreateUpDownCounter<long>("controller_runtime_active_workers", description: "Number of currently used workers per controller");
    private static readonly UpDownCounter<long> Workers = Meter.CreateUpDownCounter<long>("controller_runtime_max_concurrent_reconciles", description: "Maximum number of concurrent reconciles per controller");

    private readonly KeyValuePair<string, object?> _controller;

    public ControllerMetrics(string name, int workers)
    {
        _controller = new("controller", name);
        // A series that is not there cannot be alerted on.
        foreach (var result in new[] { "success", "error", "requeue", "requeue_after" })
        {
            Total.Add(0, _controller, new("result", result));
        }

        foreach (var counter in new[] { Errors, TerminalErrors, Panics, Timeouts })
        {
            counter.Add(0, _controller);
        }

        Active.Add(0, _controller);
        Workers.Add(workers, _controller);
    }

    public void Began() => Active.Add(1, _controller);

    public void Ended(ReconcileResult? result, TimeSpan lasted)
    {
        Active.Add(-1, _controller);
        if (result is null)
        {
            return; // ended by our own stop: nothing to report
        }

        Duration.Record(lasted.TotalSeconds, _controller);
        Total.Add(1, _controller, new("result", result switch
        {
            ReconcileResult.Retry or ReconcileResult.Terminal => "error",
            ReconcileResult.RequeueAfter or ReconcileResult.Blocked { LookAgain: not null } => "requeue_after",
            _ => "success",
        }));
        if (result is ReconcileResult.Retry or ReconcileResult.Terminal)
        {
            Errors.Add(1, _controller);
        }

        switch (result)
        {
            case ReconcileResult.Terminal:
                TerminalErrors.Add(1, _controller);
                break;
            case ReconcileResult.Retry { Error: ReconcileTimeoutException }:
                Timeouts.Add(1, _controller);
                break;
            case ReconcileResult.Retry { Error: NullReferenceException or InvalidCastException or IndexOutOfRangeException or ArgumentException or InvalidOperationException }:
                Panics.Add(1, _controller); // a mistake of ours, not of the world's
                break;
        }
    }
}
