using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace HybridGroups.Running;

/// <summary>
/// Traces and metrics for an OpenTelemetry collector, when one is named: by the option or by the variables that every OpenTelemetry
/// program reads. /metrics is served just the same.
/// </summary>
internal sealed class Telemetry : IDisposable
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private static readonly string[] Endpoints = [Endpoint, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT"];

    private readonly TracerProvider traces;
    private readonly MeterProvider metrics;

    private Telemetry(string instance)
    {
        var resource = ResourceBuilder.CreateDefault().AddService("hybrid-groups", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3), serviceInstanceId: instance);
        traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource("HybridGroups.*").AddOtlpExporter().Build();
        metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter("HybridGroups.*", "Kube.*").AddOtlpExporter().Build();
    }

    /// <summary>Null when nobody named a collector.</summary>
    public static Telemetry? Start(Uri? endpoint, string instance)
    {
        // The exporter reads the variables by itself, and makes the paths for traces and metrics of this one.
        if (endpoint is not null) Environment.SetEnvironmentVariable(Endpoint, endpoint.ToString());
        if (Endpoints.All(name => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))) return null;
        // What the specification recommends. The library would take gRPC.
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Protocol))) Environment.SetEnvironmentVariable(Protocol, "http/protobuf");
        return new Telemetry(instance);
    }

    /// <summary>What has not been sent yet is sent.</summary>
    public void Dispose()
    {
        traces.Dispose();
        metrics.Dispose();
    }
}
