using Microsoft.Extensions.Logging;

namespace Kube.Operator.Hosting;

public sealed partial class OperatorHost
{
    [LoggerMessage(1601, LogLevel.Information, "told to stop: finishing what is under way")]
    private partial void LogStopping();

    [LoggerMessage(1602, LogLevel.Critical, "{Why} Stopping at once.")]
    private partial void LogLeaseLost(string why);

    [LoggerMessage(1603, LogLevel.Critical, "a loop ended by a fault: stopping the process")]
    private partial void LogFault(Exception fault);

    [LoggerMessage(1604, LogLevel.Error, "{Name} did not end within {Limit}")]
    private partial void LogNotEnded(string name, TimeSpan limit);

    [LoggerMessage(1605, LogLevel.Debug, "{Name} ended with: {Error}")]
    private partial void LogEndedBadly(string name, string error);
}
