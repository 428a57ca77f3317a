using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Kube.Operator.Metrics;

/// <summary>What the process itself uses, under the names that every Prometheus client gives it.</summary>
internal static class ProcessGauges
{
    private static readonly Meter Meter = new("Kube.Operator");
    private static readonly double Started = new DateTimeOffset(Process.GetCurrentProcess().StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>From now on they are shown. Good to be called again.</summary>
    public static void Show() => _ = Cpu;

    private static readonly ObservableCounter<double> Cpu = Create();

    private static ObservableCounter<double> Create()
    {
        Meter.CreateObservableGauge("process_start_time_seconds", () => Started, description: "Start time of the process since unix epoch in seconds.");
        Meter.CreateObservableGauge("process_resident_memory_bytes", () => Environment.WorkingSet, description: "Resident memory size in bytes.");
        Meter.CreateObservableGauge("dotnet_heap_bytes", () => GC.GetTotalMemory(forceFullCollection: false), description: "Managed memory in use, what is to be collected included.");
        return Meter.CreateObservableCounter("process_cpu_seconds_total", () => Environment.CpuUsage.TotalTime.TotalSeconds, description: "Total user and system CPU time spent in seconds.");
    }
}
