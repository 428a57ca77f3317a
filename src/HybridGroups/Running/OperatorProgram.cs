using System.Security.Cryptography;
using HybridGroups.ActiveDirectory.Probing;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Controllers.SyncConnectors;
using HybridGroups.Entra.Probing;
using Kube.Client.Config;
using Kube.Client.Core;
using Kube.Client.Http;
using Kube.Client.Resources;
using Kube.Operator.Controllers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace HybridGroups.Running;

/// <summary>The operator as a process: puts the parts together, runs them, ends them when it is told to stop.</summary>
internal static partial class OperatorProgram
{
    private const string Timestamp = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>How long what is under way may take to come to its end.</summary>
    public static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(30);

    /// <summary>Exit code 0 after a stop that was asked for, 1 after a fault, 2 when it could not start.</summary>
    public static async Task<int> RunAsync(OperatorOptions options, CancellationToken stop)
    {
        using var loggers = CreateLoggers(options);
        var logger = loggers.CreateLogger("hybrid-groups");
        ClusterAccess access;
        try
        {
            access = ClusterAccess.Discover(options.Kubeconfig, options.Context);
        }
        catch (KubeconfigException error)
        {
            await Console.Error.WriteLineAsync($"error: {error.Message}");
            return 2;
        }

        return await RunAsync(access, options.Namespace, loggers, logger, stop);
    }

    private static async Task<int> RunAsync(
        ClusterAccess access, string? @namespace, ILoggerFactory loggers, ILogger logger, CancellationToken stop)
    {
        var time = TimeProvider.System;
        using var server = new ApiServer(access, time);
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan }; // each call has its own deadline
        var connectors = new ResourceClient<SyncConnector>(server);
        var reconciler = new SyncConnectorReconciler(
            connectors, new ResourceClient<Secret>(server), new ResourceClient<ConfigMap>(server),
            new ActiveDirectoryProbe(time), new EntraProbe(http, time), time, loggers.CreateLogger<SyncConnectorReconciler>());
        using var controller = new Controller<SyncConnector>(reconciler, connectors, @namespace, workers: 4, time, SeededRandom, loggers);

        LogStarted(logger, access.Server);
        var running = controller.RunAsync(stop);
        try
        {
            await running.WaitAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            LogStopping(logger);
        }
        catch (Exception fault)
        {
            // A loop that has ended must not leave a process behind that looks alive.
            LogFault(logger, fault);
            return 1;
        }

        return await DrainAsync(running, time, logger);
    }

    private static async Task<int> DrainAsync(Task running, TimeProvider time, ILogger logger)
    {
        try
        {
            await running.WaitAsync(DrainLimit, time);
            LogStopped(logger);
            return 0;
        }
        catch (TimeoutException)
        {
            LogNotDrained(logger, DrainLimit);
            return 1;
        }
    }

    private static Random SeededRandom() => new(RandomNumberGenerator.GetInt32(int.MaxValue));

    private static ILoggerFactory CreateLoggers(OperatorOptions options) => LoggerFactory.Create(logging =>
    {
        logging.SetMinimumLevel(options.LogLevel);
        if (options.LogFormat == LogFormat.Json)
        {
            logging.AddJsonConsole(json =>
            {
                json.UseUtcTimestamp = true;
                json.TimestampFormat = Timestamp;
            });
        }
        else
        {
            logging.AddSimpleConsole(text =>
            {
                text.SingleLine = true;
                text.UseUtcTimestamp = true;
                text.TimestampFormat = Timestamp + " ";
            });
        }

        // Standard output stays free for what a command prints.
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    });
}
