using System.Diagnostics.Metrics;

namespace Kube.Operator.Informers;

/// <summary>What is counted about informers of all kinds.</summary>
internal static class InformerMetrics
{
    private static readonly Meter Meter = new("Kube.Operator");

    public static Counter<long> Undecodable { get; } =
        Meter.CreateCounter<long>("informer_undecodable_objects_total", description: "Objects that did not fit their type and were left out.");
}
