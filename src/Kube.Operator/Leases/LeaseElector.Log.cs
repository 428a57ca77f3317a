using Kube.Client.Metadata;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Leases;

public sealed partial class LeaseElector
{
    [LoggerMessage(1201, LogLevel.Information, "lease {Lease} acquired as {Identity}")]
    private partial void LogAcquired(ObjectKey lease, string identity);

    [LoggerMessage(1202, LogLevel.Information, "lease {Lease} released")]
    private partial void LogReleased(ObjectKey lease);

    [LoggerMessage(1203, LogLevel.Warning, "lease {Lease} could not be acquired or renewed, trying again: {Error}")]
    private partial void LogAttemptFailed(ObjectKey lease, string error);

    [LoggerMessage(1204, LogLevel.Error, "lease {Lease} was lost: {Why}")]
    private partial void LogLost(ObjectKey lease, string why);
}
