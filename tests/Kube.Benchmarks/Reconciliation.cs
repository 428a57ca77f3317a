using System.Diagnostics;
using System.Globalization;
using HybridGroups.Api.DynamicGroupRules;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Operator.Conditions;
using Kube.Operator.Controllers;
using Kube.Operator.Informers;
using Kube.Operator.Metrics;
using Kube.Operator.Writes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Benchmarks;

/// <summary>From start until every object is Ready; then what an idle operator costs.</summary>
internal static class Reconciliation
{
    public static async Task MeasureAsync(ApiServer server, TimeSpan idle)
    {
        var time = TimeProvider.System;
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var bare = await BareLoop.MeasureAsync(server);
        process.Refresh();
        var bareCpu = process.TotalProcessorTime - before;
        using var metrics = new MetricsExporter("Kube.");
        var client = new ResourceClient<DynamicGroupRule>(server);
        var writes = new WriteTracker(time);
        var entityController = new Acknowledging(client, writes, time);
        var informer = new Informer<DynamicGroupRule>(client, new ListScope(Seed.Home), time, new Random(1), NullLoggerFactory.Instance);
        using var controller = new Controller<DynamicGroupRule>(
            entityController, informer, writes, new ControllerOptions("dynamicgrouprule") { Workers = BareLoop.Workers }, time, new Random(1), NullLoggerFactory.Instance);
        using var stop = new CancellationTokenSource();

        var began = time.GetTimestamp();
        var informing = informer.RunAsync(stop.Token);
        await informer.WaitForSyncAsync(stop.Token);
        var listed = time.GetElapsedTime(began);
        var working = controller.RunAsync(stop.Token);
        while (informer.Store.All.Any(rule => rule.Status?.ObservedGeneration != rule.Metadata.Generation) || controller.Waiting + controller.Processing > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), time, stop.Token);
        }

        var ready = time.GetElapsedTime(began);
        process.Refresh();
        var readyCpu = process.TotalProcessorTime - bareCpu - before;
        var objects = informer.Store.Count;
        Print("objects", objects, string.Empty);
        Print("start to listed", listed.TotalSeconds, "s");
        Print("start to all reconciled", ready.TotalSeconds, "s");
        Print("bare loop of one PATCH each", bare.TotalSeconds, "s");
        Print("reconciled : bare loop", ready / bare, string.Empty);
        Print("API writes per object", Writes(metrics) / objects, string.Empty);
        Print("CPU of this process", readyCpu.TotalSeconds, "s");
        Print("CPU of it in the bare loop", bareCpu.TotalSeconds, "s");
        Print("working set", process.WorkingSet64 / 1048576.0, "MiB");

        var (cpu, since) = (process.TotalProcessorTime, time.GetTimestamp());
        await Task.Delay(idle, time, stop.Token);
        process.Refresh();
        Print("idle CPU", 100 * ((process.TotalProcessorTime - cpu) / time.GetElapsedTime(since)), "% of a core");
        Print("working set, idle", process.WorkingSet64 / 1048576.0, "MiB");
        await stop.CancelAsync();
        await Task.WhenAll(working, informing);
    }

    private static double Writes(MetricsExporter metrics) => metrics.Write().Split('\n')
        .Where(line => line.StartsWith("rest_client_requests_total", StringComparison.Ordinal) && line.Contains("method=\"PATCH\"", StringComparison.Ordinal))
        .Sum(line => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture));

    private static void Print(string what, double value, string unit) => Console.WriteLine($"{what,-28}{value,12:0.00} {unit}");

    /// <summary>Says of each object that it is as it should be.</summary>
    private sealed class Acknowledging(ResourceClient<DynamicGroupRule> client, WriteTracker writes, TimeProvider time) : IEntityController<DynamicGroupRule>
    {
        private readonly StatusWriter<DynamicGroupRule, DynamicGroupRuleSpec, DynamicGroupRuleStatus> _status = new(client, writes, "bench");

        public async Task<ReconcileResult> ReconcileAsync(DynamicGroupRule entity, CancellationToken cancellation)
        {
            var result = new ReconcileResult.Done();
            var conditions = ReconcileSummary.Conditions(
                result, ("Succeeded", "All is well."), [], [], entity.Status?.Conditions, entity.Metadata.Generation, time.GetUtcNow());
            await _status.WriteAsync(entity, new DynamicGroupRuleStatus { ObservedGeneration = entity.Metadata.Generation, Conditions = conditions }, cancellation);
            return result;
        }

        public Task DeletedAsync(ObjectKey key, CancellationToken cancellation) => Task.CompletedTask;
    }
}
