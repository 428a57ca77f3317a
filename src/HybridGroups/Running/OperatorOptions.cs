using System.Net;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Running;

/// <summary>What the command line says about a run.</summary>
internal sealed record OperatorOptions(string? Kubeconfig, string? Context, string? Namespace, LogLevel LogLevel, LogFormat LogFormat)
{
    /// <summary>Where health and metrics are served; nowhere when null.</summary>
    public IPEndPoint? Diagnostics { get; init; }

    /// <summary>Where the webhook listens; none when null.</summary>
    public IPEndPoint? Webhook { get; init; }

    /// <summary>What the API server calls the webhook.</summary>
    public IReadOnlyList<string> WebhookNames { get; init; } = [];

    /// <summary>Several replicas, which share the connectors through leases.</summary>
    public bool SharesConnectors { get; init; }

    /// <summary>Where change notifications of Entra are taken in; nowhere when null.</summary>
    public IPEndPoint? Notifications { get; init; }

    /// <summary>How Entra reaches that.</summary>
    public Uri? NotificationsUrl { get; init; }

    /// <summary>Where the other replicas take them in.</summary>
    public IReadOnlyList<DnsEndPoint> NotificationsPeers { get; init; } = [];

    /// <summary>Where the history of changes and the snapshots are kept; the history in the log alone, and no snapshots, when null.</summary>
    public string? StateFolder { get; init; }

    /// <summary>Where leases and the webhook's authority are.</summary>
    public string? OwnNamespace { get; init; }
}
