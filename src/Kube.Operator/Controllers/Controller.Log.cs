using Kube.Client.Metadata;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Controllers;

public sealed partial class Controller<T>
{
    [LoggerMessage(1101, LogLevel.Information, "controller of {Kind} started with {Workers} workers")]
    private partial void LogStarted(string kind, int workers);

    [LoggerMessage(1102, LogLevel.Information, "controller of {Kind} stopped")]
    private partial void LogStopped(string kind);

    [LoggerMessage(1103, LogLevel.Warning, "{Kind} {Key} could not be reconciled, trying again in {Delay}")]
    private partial void LogRetry(string kind, ObjectKey key, TimeSpan delay, Exception error);

    [LoggerMessage(1104, LogLevel.Warning, "{Kind} {Key} cannot be reconciled until it is changed: {Reason}: {Message}")]
    private partial void LogTerminal(string kind, ObjectKey key, string reason, string message);
}
