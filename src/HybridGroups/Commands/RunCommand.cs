using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using HybridGroups.Running;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Commands;

/// <summary>Runs the operator until it is told to stop.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var kubeconfig = new Option<string?>("--kubeconfig")
        {
            Description = "The kubeconfig file. Without it: KUBECONFIG, then the pod's service account, then ~/.kube/config.",
            HelpName = "FILE",
        };
        var context = new Option<string?>("--context") { Description = "The context in the kubeconfig, when not its current one.", HelpName = "NAME" };
        var @namespace = new Option<string?>("--namespace", "-n") { Description = "Watch this namespace only; all when not given.", HelpName = "NAME" };
        var logLevel = new Option<LogLevel>("--log-level") { Description = "Trace, Debug, Information, Warning or Error.", DefaultValueFactory = _ => LogLevel.Information };
        var logFormat = new Option<LogFormat>("--log-format") { Description = "Text for people, Json for machines.", DefaultValueFactory = _ => LogFormat.Text };
        var diagnostics = Address("--diagnostics-address", "Serve /healthz, /readyz and /metrics here; nowhere when not given.");
        var webhook = Address("--webhook-address", "Serve the admission webhook here; none when not given.");
        var webhookNames = new Option<string[]>("--webhook-name") { Description = "A DNS name or address by which the API server calls the webhook.", HelpName = "NAME" };
        var webhookCertificate = new Option<string?>("--webhook-certificate")
        {
            Description = "Show the tls.crt and tls.key in this folder, which somebody else renews; when not given, the operator makes and rotates its own and tells the API server to trust them.",
            HelpName = "FOLDER",
        };
        var leaderElection = new Option<bool>("--leader-election") { Description = "Several replicas share the connectors through leases; without it this must be the only one." };
        var instance = new Option<string>("--instance")
        {
            Description = "What leases, the webhook's configuration and its certificate authority are named after, when several operators share a cluster.",
            HelpName = "NAME",
            DefaultValueFactory = _ => OperatorOptions.DefaultInstance,
        };
        var ownNamespace = new Option<string?>("--own-namespace") { Description = "Where leases and the webhook's certificate authority are; the kubeconfig's namespace when not given.", HelpName = "NAME" };
        var stateFolder = new Option<string?>("--state-dir")
        {
            Description = "Keep the history of changes in this folder too, and what is known of the directories, so that a restart reads only what has changed.",
            HelpName = "FOLDER",
        };
        var notifications = Address("--notifications-address", "Take in change notifications of Entra here, over HTTP; none when not given. Needs --notifications-url.");
        var notificationsUrl = new Option<Uri?>("--notifications-url")
        {
            Description = "How Microsoft Graph reaches --notifications-address from outside: an https:// address with a certificate that everybody trusts.",
            HelpName = "URL",
            CustomParser = PublicUrl,
        };
        var peers = new Option<DnsEndPoint[]>("--notifications-peers")
        {
            Description = "Where the other replicas take them in: a name that stands for all of them, such as that of a headless Service.",
            HelpName = "HOST:PORT",
            CustomParser = Peers,
        };
        var collector = new Option<Uri?>("--otlp-endpoint")
        {
            Description = "Send traces and metrics to this OpenTelemetry collector (OTLP over HTTP). Without it: OTEL_EXPORTER_OTLP_ENDPOINT, else to nobody.",
            HelpName = "URL",
            CustomParser = parsed =>
            {
                var text = parsed.Tokens.Single().Value;
                if (Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)) return url;
                parsed.AddError($"--otlp-endpoint: '{text}' is not the address of a collector; write for example http://otel-collector:4318.");
                return null;
            },
        };
        var command = new Command(
            "run",
            """
            Runs the operator: watches the custom resources and acts on them, until it is told to stop.

            Exit codes: 0 stopped by SIGTERM or SIGINT, 1 a fault, 2 it could not start.

            Examples:
              hybrid-groups run --namespace identity
              hybrid-groups run --leader-election --diagnostics-address :8080 --log-format Json --state-dir /var/lib/hybrid-groups
            """)
        {
            kubeconfig, context, @namespace, logLevel, logFormat, diagnostics, webhook, webhookNames, webhookCertificate, leaderElection, instance, ownNamespace, stateFolder,
            notifications, notificationsUrl, peers, collector,
        };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetResult(notifications) is null != parsed.GetResult(notificationsUrl) is null)
            {
                parsed.AddError("--notifications-address and --notifications-url go together: where notifications are taken in, and how Microsoft Graph gets there.");
            }
        });
        command.SetAction((parsed, stop) => OperatorProgram.RunAsync(
            new OperatorOptions(
                parsed.GetValue(kubeconfig), parsed.GetValue(context), parsed.GetValue(@namespace), parsed.GetValue(logLevel), parsed.GetValue(logFormat))
            {
                Diagnostics = parsed.GetValue(diagnostics),
                Webhook = parsed.GetValue(webhook),
                WebhookNames = parsed.GetValue(webhookNames) ?? [],
                WebhookCertificateFolder = parsed.GetValue(webhookCertificate),
                Instance = parsed.GetValue(instance)!,
                SharesConnectors = parsed.GetValue(leaderElection),
                StateFolder = parsed.GetValue(stateFolder),
                OwnNamespace = parsed.GetValue(ownNamespace),
                Collector = parsed.GetValue(collector),
                Notifications = parsed.GetValue(notifications),
                NotificationsUrl = parsed.GetValue(notificationsUrl),
                NotificationsPeers = parsed.GetValue(peers) ?? [],
            },
            stop));
        return command;
    }

    private static Uri? PublicUrl(ArgumentResult parsed)
    {
        var text = parsed.Tokens.Single().Value;
        if (Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.IsLoopback)) return url;
        parsed.AddError($"--notifications-url: '{text}' is not an https:// address.");
        return null;
    }

    private static DnsEndPoint[] Peers(ArgumentResult parsed)
    {
        var peers = new List<DnsEndPoint>();
        foreach (var text in parsed.Tokens.Select(token => token.Value))
        {
            var colon = text.LastIndexOf(':');
            if (colon > 0 && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)) peers.Add(new DnsEndPoint(text[..colon], port));
            else parsed.AddError($"--notifications-peers: '{text}' is not a name and a port; write for example hybrid-groups-peers.hybrid-groups.svc:8082.");
        }

        return [.. peers];
    }

    private static Option<IPEndPoint?> Address(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "ADDRESS:PORT",
        CustomParser = parsed =>
        {
            var text = parsed.Tokens.Single().Value;
            if (IPEndPoint.TryParse(text.StartsWith(':') ? $"0.0.0.0{text}" : text, out var endPoint))
            {
                return endPoint;
            }

            parsed.AddError($"{name}: '{text}' is not an address and port; write for example 0.0.0.0:8080 or :8080.");
            return null;
        },
    };
}
