using System.Diagnostics.Metrics;

namespace Kube.Operator.Webhooks;

/// <summary>What dashboards expect of a webhook.</summary>
internal static class WebhookMetrics
{
    private static readonly Meter Meter = new("Kube.Operator");

    public static Histogram<double> Latency { get; } = Meter.CreateHistogram<double>("controller_runtime_webhook_latency_seconds", description: "Histogram of the latency of processing admission requests");

    public static Counter<long> Requests { get; } = Meter.CreateCounter<long>("controller_runtime_webhook_requests_total", description: "Total number of admission requests by HTTP status code.");

    public static UpDownCounter<long> InFlight { get; } = Meter.CreateUpDownCounter<long>("controller_runtime_webhook_requests_in_flight", description: "Current number of admission requests being served.");

    public static Counter<long> Panics { get; } = Meter.CreateCounter<long>("controller_runtime_webhook_panics_total", description: "Total number of webhook panics");
}
