using Microsoft.Extensions.Logging;

namespace HybridGroups.Running;

internal static partial class OperatorProgram
{
    [LoggerMessage(3001, LogLevel.Information, "operator started, API server {Server}")]
    private static partial void LogStarted(ILogger logger, Uri server);

    [LoggerMessage(3003, LogLevel.Information, "operator stopped")]
    private static partial void LogStopped(ILogger logger);

    [LoggerMessage(3006, LogLevel.Warning, "the API server warns: {Warning}")]
    private static partial void LogServerWarning(ILogger logger, string warning);
}
