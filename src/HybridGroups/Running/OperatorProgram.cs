using System.Security.Cryptography;
using HybridGroups.ActiveDirectory.Probing;
using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Api.Validation;
using HybridGroups.Auditing;
using HybridGroups.Controllers.Admission;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Controllers.DynamicGroupRules;
using HybridGroups.Controllers.GroupWritebackPolicies;
using HybridGroups.Controllers.Intents;
using HybridGroups.Controllers.Snapshots;
using HybridGroups.Controllers.SyncConnectors;
using HybridGroups.Directories;
using HybridGroups.Entra.Probing;
using HybridGroups.Notifications;
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

    private static readonly TimeSpan CertificateCheckPeriod = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LeaseRequestLimit = TimeSpan.FromSeconds(10);

    /// <summary>Exit code 0 after a stop that was asked for, 1 after a fault, 2 when it could not start.</summary>
    public static async Task<int> RunAsync(OperatorOptions options, CancellationToken stop)
    {
        using var problems = new RecentProblems(TimeProvider.System);
        var logLevel = new LogLevelSwitch(options.LogLevel, TimeProvider.System);
        using var loggers = CreateLoggers(options, problems, logLevel);
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

        return await RunAsync(access, options, problems, logLevel, loggers, logger, stop);
    }

    private static async Task<int> RunAsync(
        ClusterAccess access, OperatorOptions options, RecentProblems problems, LogLevelSwitch logLevel, ILoggerFactory loggers, ILogger logger, CancellationToken stop)
    {
        var time = TimeProvider.System;
        using var metrics = new MetricsExporter("Kube.", "HybridGroups");
        using var server = new ApiServer(access, time);
        server.Warnings.OnNew = warning => LogServerWarning(logger, warning);
        using var leaseServer = new ApiServer(access, time, LeaseRequestLimit, retries: false);
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan }; // each call has its own deadline
        var writes = new WriteTracker(time);
        var identity = LeaseOptions.NewIdentity();
        using var telemetry = Telemetry.Start(options.Collector, identity);
        var ownNamespace = options.OwnNamespace ?? access.Namespace;

        var scope = new ListScope(options.Namespace);
        var connectors = InformerOf<SyncConnector>(server, scope, time, loggers);
        var policies = InformerOf<GroupWritebackPolicy>(server, scope, time, loggers);
        var rules = InformerOf<DynamicGroupRule>(server, scope, time, loggers);
        var namespaces = InformerOf<Namespace>(server, new ListScope(), time, loggers);
        // Labels of namespaces matter to references from one into another. Who watches one namespace has none, and needs no right beyond it.
        IReadOnlyList<IInformer> informers = options.Namespace is null ? [connectors, policies, rules, namespaces] : [connectors, policies, rules];

        var events = new EventRecorder(
            new ResourceClient<KubernetesEvent>(server), "hybrid-groups", identity, SecretScrubber.Scrub, time, loggers.CreateLogger<EventRecorder>());
        var board = new IntentBoard(connectors.Store, policies.Store, rules.Store, namespaces.Store);
        var secrets = new ConnectorSecrets(new ClusterValues(new ResourceClient<Secret>(server), new ResourceClient<ConfigMap>(server)));
        var audit = new AuditLog(loggers.CreateLogger<AuditLog>(), options.StateFolder is { } state ? Path.Combine(state, AuditLog.FileName) : null);
        ConnectorFleet? started = null;
        using var engineMetrics = new ConnectorMetrics(() => started?.Reports ?? [], board, time);
        var fleet = started = new ConnectorFleet(
            board, secrets, new RealDirectories(http, time, loggers), new CountedAudit(audit, engineMetrics),
            options.StateFolder is { } folder ? new SnapshotFolder(Path.Combine(folder, "snapshots"), time, loggers) { Metrics = engineMetrics } : null, time, loggers)
        {
            Notifications = options.NotificationsUrl,
        };
        await using var notifications = options.Notifications is null ? null : new NotificationServer(
            options.Notifications, fleet.Receive, new NotificationPeers(options.NotificationsPeers, http, loggers.CreateLogger<NotificationPeers>()));
        using var connectorController = new Controller<SyncConnector>(
            new SyncConnectorReconciler(
                new ResourceClient<SyncConnector>(server), secrets, board, fleet, new ActiveDirectoryProbe(Ldap.NameServers.OfThisMachine(time), time), new EntraProbe(http, time), events, writes, time,
                loggers.CreateLogger<SyncConnectorReconciler>()),
            connectors, writes, new ControllerOptions("syncconnector") { Workers = 4 }, time, SeededRandom(), loggers);
        using var policyController = new Controller<GroupWritebackPolicy>(
            new GroupWritebackPolicyReconciler(new ResourceClient<GroupWritebackPolicy>(server), board, fleet, events, writes, time),
            policies, writes, new ControllerOptions("groupwritebackpolicy") { Workers = 4 }, time, SeededRandom(), loggers);
        using var ruleController = new Controller<DynamicGroupRule>(
            new DynamicGroupRuleReconciler(new ResourceClient<DynamicGroupRule>(server), board, fleet, events, writes, time),
            rules, writes, new ControllerOptions("dynamicgrouprule") { Workers = 8 }, time, SeededRandom(), loggers);
        var wakes = new StatusWakes(board, connectorController, policyController, ruleController);
        fleet.Reported = (connector, before, now) =>
        {
            engineMetrics.Reported(connector, before, now);
            wakes.Reported(connector, before, now);
        };
        wakes.Watch(fleet, connectors, policies, rules);

        var certificates = options.Webhook is null ? null : CertificateOf(options, server, ownNamespace, time, loggers);
        await using var webhooks = certificates is null ? null : new WebhookServer(
            options.Webhook!, () => certificates.Shown,
            AdmissionValidators.Create(RuleChecks.Language, connectors.Store, policies.Store, rules.Store, namespaces.Store), [], time, loggers);
        var shards = options.SharesConnectors ? ShardsOf(leaseServer, new ShardOptions(ownNamespace, options.Instance, identity), board, fleet, time, loggers) : null;
        await using var diagnostics = options.Diagnostics is null ? null : new DiagnosticsServer(
            options.Diagnostics,
            live: [new HealthCheck("process", () => null), new HealthCheck("leases", () => shards?.Problem())],
            ready:
            [
                new HealthCheck("caches", () => informers.FirstOrDefault(informer => !informer.IsSynced) is { } waiting ? $"{waiting.Kind} is not listed yet" : null),
                new HealthCheck("certificate", () => certificates?.Problem()),
            ],
            metrics, problems, logLevel);
        var parts = new OperatorParts
        {
            Diagnostics = diagnostics,
            Certificates = certificates,
            Webhooks = webhooks,
            Informers = informers,
            Controllers = [connectorController, policyController, ruleController],
            EveryReplica =
            [
                .. notifications is null ? Array.Empty<Func<CancellationToken, Task>>() : [notifications.RunAsync],
                shards is not null ? shards.RunAsync : new SoleReplica(fleet, board, time).RunAsync,
            ],
            Events = events,
        };
        LogStarted(logger, access.Server);
        using var host = new OperatorHost(parts, new HostLimits { Drain = DrainLimit }, time, loggers.CreateLogger<OperatorHost>());
        var exitCode = await host.RunAsync(stop);
        LogStopped(logger);
        return exitCode;
    }

    private static Informer<T> InformerOf<T>(ApiServer server, ListScope scope, TimeProvider time, ILoggerFactory loggers)
        where T : KubernetesObject => new(new ResourceClient<T>(server), scope, time, SeededRandom(), loggers);

    private static ShardLeases ShardsOf(
        ApiServer server, ShardOptions options, IntentBoard board, ConnectorFleet fleet, TimeProvider time, ILoggerFactory loggers) => new(
        new ResourceClient<Lease>(server), options, board.Shards, fleet.WorkAsync, time, SeededRandom, loggers);

    private static IServingCertificate CertificateOf(OperatorOptions options, ApiServer server, string ownNamespace, TimeProvider time, ILoggerFactory loggers) =>
        options.WebhookCertificateFolder is { } folder
            ? new MountedCertificate(folder, CertificateCheckPeriod, time, loggers.CreateLogger<MountedCertificate>())
            : new CertificateAuthority(
                new ResourceClient<Secret>(server),
                new CertificateOptions(
                    new ObjectKey(ownNamespace, $"{options.Instance}-webhook-ca"),
                    options.WebhookNames.Count > 0 ? options.WebhookNames : [$"{options.Instance}-webhook.{ownNamespace}.svc", "localhost"]),
                new BundleInjector(new ResourceClient<ValidatingWebhookConfiguration>(server), options.Instance).PublishAsync,
                time, loggers.CreateLogger<CertificateAuthority>());

    private static Random SeededRandom() => new(RandomNumberGenerator.GetInt32(int.MaxValue));

    private static ILoggerFactory CreateLoggers(OperatorOptions options, RecentProblems problems, LogLevelSwitch logLevel) => LoggerFactory.Create(logging =>
    {
        logging.AddProvider(problems);
        // Asked at each line: the level can be changed while the process runs.
        logging.SetMinimumLevel(LogLevel.Trace);
        logging.AddFilter(level => level >= logLevel.Current);
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
