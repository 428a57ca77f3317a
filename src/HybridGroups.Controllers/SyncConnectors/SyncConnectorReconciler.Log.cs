using Kube.Client.Metadata;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Controllers.SyncConnectors;

public sealed partial class SyncConnectorReconciler
{
    [LoggerMessage(2001, LogLevel.Information, "connector {Connector}: {Reason} {Message}")]
    private partial void LogVerdict(ObjectKey connector, string reason, string message);
}
