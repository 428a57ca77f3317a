using Microsoft.Extensions.Logging;

namespace Kube.Operator.Webhooks;

public sealed partial class WebhookServer
{
    [LoggerMessage(1501, LogLevel.Error, "a question at {Path} could not be answered")]
    private partial void LogFailed(string? path, Exception error);
}
