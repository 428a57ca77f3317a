using System.Security.Cryptography;
using HybridGroups.ActiveDirectory.Probing;
using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Api.Validation;
using HybridGroups.Controllers.Admission;
using HybridGroups.Controllers.SyncConnectors;
using HybridGroups.Entra.Probing;
using Kube.Client.Config;
using Kube.Client.Core;
using Kube.Client.Http;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Operator.Certificates;
using Kube.Operator.Controllers;
using Kube.Operator.Events;
using Kube.Operator.Hosting;
using Kube.Operator.Informers;
using Kube.Operator.Leases;
using Kube.Operator.Metrics;
using Kube.Operator.Secrets;
using Kube.Operator.Webhooks;
using Kube.Operator.Writes;
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

    private static readonly TimeSpan LeaseRequestLimit = TimeSpan.FromSeconds(10);

    /// <summary>Exit code 0 after a stop that was asked for, 1 after a fault, 2 when it could not start.</summary>
    public static async Task<int> RunAsync(OperatorOptions options, CancellationToken stop)
    {
        using var problems = new RecentProblems(TimeProvider.System);
        using var loggers = CreateLoggers(options, problems);
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

        return await RunAsync(access, options, problems, loggers, logger, stop);
    }

    private static async Task<int> RunAsync(ClusterAccess access, OperatorOptions options, RecentProblems problems, ILoggerFactory loggers, ILogger logger, CancellationToken stop)
    {
        var time = TimeProvider.System;
        using var metrics = new MetricsExporter("Kube.", "HybridGroups");
        using var server = new ApiServer(access, time);
        server.Warnings.OnNew = warning => LogServerWarning(logger, warning);
        using var leaseServer = new ApiServer(access, time, LeaseRequestLimit, retries: false);
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan }; // each call has its own deadline
        var writes = new WriteTracker(time);
        var identity = LeaseOptions.NewIdentity();
        var ownNamespace = options.OwnNamespace ?? access.Namespace;

        var scope = new ListScope(options.Namespace);
        var connectors = InformerOf<SyncConnector>(server, scope, time, loggers);
        var policies = InformerOf<GroupWritebackPolicy>(server, scope, time, loggers);
        var rules = InformerOf<DynamicGroupRule>(server, scope, time, loggers);
        var namespaces = InformerOf<Namespace>(server, new ListScope(), time, loggers);
        var reconciler = new SyncConnectorReconciler(
            new ResourceClient<SyncConnector>(server), new ResourceClient<Secret>(server), new ResourceClient<ConfigMap>(server),
            new ActiveDirectoryProbe(time), new EntraProbe(http, time), writes, time, loggers.CreateLogger<SyncConnectorReconciler>());
        using var controller = new Controller<SyncConnector>(
            reconciler, connectors, writes, new ControllerOptions("syncconnector") { Workers = 4 }, time, SeededRandom(), loggers);

        // The webhook alone looks at namespaces and at the other kinds so far.
        IReadOnlyList<IInformer> informers = options.Webhook is null ? [connectors] : [connectors, policies, rules, namespaces];
        var certificates = options.Webhook is null ? null : CertificatesOf(server, ownNamespace, options.WebhookNames, time, loggers);
        await using var webhooks = certificates is null ? null : new WebhookServer(
            options.Webhook!, () => certificates.Certificate,
            AdmissionValidators.Create(RuleChecks.Language, connectors.Store, policies.Store, rules.Store, namespaces.Store), [], time, loggers);
        var lease = options.ElectsLeader ? LeaseOf(leaseServer, ownNamespace, identity, time, loggers) : null;
        await using var diagnostics = options.Diagnostics is null ? null : new DiagnosticsServer(
            options.Diagnostics,
            live: [new HealthCheck("process", () => null), new HealthCheck("lease", () => lease?.Problem())],
            ready:
            [
                new HealthCheck("caches", () => informers.FirstOrDefault(informer => !informer.IsSynced) is { } waiting ? $"{waiting.Kind} is not listed yet" : null),
                new HealthCheck("certificate", () => certificates?.Problem()),
            ],
            metrics, problems);
        var parts = new OperatorParts
        {
            Diagnostics = diagnostics,
            Certificates = certificates,
            Webhooks = webhooks,
            Informers = informers,
            Lease = lease,
            Controllers = [controller],
            Events = new EventRecorder(new ResourceClient<KubernetesEvent>(server), "hybrid-groups", identity, SecretScrubber.Scrub, time, loggers.CreateLogger<EventRecorder>()),
        };
        LogStarted(logger, access.Server);
        using var host = new OperatorHost(parts, new HostLimits { Drain = DrainLimit }, time, loggers.CreateLogger<OperatorHost>());
        var exitCode = await host.RunAsync(stop);
        LogStopped(logger);
        return exitCode;
    }

    private static Informer<T> InformerOf<T>(ApiServer server, ListScope scope, TimeProvider time, ILoggerFactory loggers)
        where T : KubernetesObject => new(new ResourceClient<T>(server), scope, time, SeededRandom(), loggers);

    private static LeaseElector LeaseOf(ApiServer server, string @namespace, string identity, TimeProvider time, ILoggerFactory loggers) => new(
        new ResourceClient<Lease>(server), new LeaseOptions(new ObjectKey(@namespace, "hybrid-groups"), identity), time, SeededRandom(),
        loggers.CreateLogger<LeaseElector>());

    private static CertificateAuthority CertificatesOf(
        ApiServer server, string @namespace, IReadOnlyList<string> names, TimeProvider time, ILoggerFactory loggers) => new(
        new ResourceClient<Secret>(server),
        new CertificateOptions(
            new ObjectKey(@namespace, "hybrid-groups-webhook-ca"), names.Count > 0 ? names : [$"hybrid-groups-webhook.{@namespace}.svc", "localhost"]),
        new BundleInjector(new ResourceClient<ValidatingWebhookConfiguration>(server), "hybrid-groups").PublishAsync,
        time, loggers.CreateLogger<CertificateAuthority>());

    private static Random SeededRandom() => new(RandomNumberGenerator.GetInt32(int.MaxValue));

    private static ILoggerFactory CreateLoggers(OperatorOptions options, RecentProblems problems) => LoggerFactory.Create(logging =>
    {
        logging.AddProvider(problems);
        logging.SetMinimumLevel(options.LogLevel);
        if (options.LogFormat == LogFormat.Json)
        {
            logging.AddJsonConsole(json =>
            {
                json.UseUtcTimestamp = true;
                json.IncludeScopes = true;
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
