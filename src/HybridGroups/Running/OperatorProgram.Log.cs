using Microsoft.Extensions.Logging;

namespace HybridGroups.Running;

internal static partial class OperatorProgram
{
    [LoggerMessage(3001, LogLevel.Information, "operator started, API server {Server}")]
    private static partial void LogStarted(ILogger logger, Uri server);

    [LoggerMessage(3002, LogLevel.Information, "told to stop: finishing what is under way")]
    private static partial void LogStopping(ILogger logger);

    [LoggerMessage(3003, LogLevel.Information, "operator stopped")]
    private static partial void LogStopped(ILogger logger);

    [LoggerMessage(3004, LogLevel.Critical, "a loop ended by a fault: stopping the process")]
    private static partial void LogFault(ILogger logger, Exception fault);

    [LoggerMessage(3005, LogLevel.Error, "what was under way did not come to its end within {Limit}")]
    private static partial void LogNotDrained(ILogger logger, TimeSpan limit);
}
