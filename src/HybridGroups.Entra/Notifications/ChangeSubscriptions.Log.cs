using Microsoft.Extensions.Logging;

namespace HybridGroups.Entra.Notifications;

public sealed partial class ChangeSubscriptions
{
    [LoggerMessage(4201, LogLevel.Information, "Subscribed to changes of {Resource} until {Until}")]
    private static partial void LogSubscribed(ILogger logger, string resource, DateTimeOffset until);

    [LoggerMessage(4202, LogLevel.Warning, "A change notification was ignored: {Reason}")]
    private static partial void LogIgnored(ILogger logger, string reason);

    [LoggerMessage(4203, LogLevel.Information, "Microsoft Graph reports {LifecycleEvent} for the subscription to {Resource}")]
    private static partial void LogLifecycle(ILogger logger, string lifecycleEvent, string resource);
}
