using Kube.Client.Metadata;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Controllers;

public sealed partial class Controller<T>
{
    [LoggerMessage(1101, LogLevel.Information, "controller {Controller} started with {Workers} workers")]
    private partial void LogStarted(string controller, int workers);

    [LoggerMessage(1102, LogLevel.Information, "controller {Controller} stopped")]
    private partial void LogStopped(string controller);

    [LoggerMessage(1103, LogLevel.Warning, "{Controller} {Key} could not be reconciled, trying again in {Delay}")]
    private partial void LogRetry(string controller, ObjectKey key, TimeSpan delay, Exception error);

    [LoggerMessage(1104, LogLevel.Warning, "{Controller} {Key} cannot be reconciled until it is changed: {Reason}: {Message}")]
    private partial void LogTerminal(string controller, ObjectKey key, string reason, string message);

    [LoggerMessage(1105, LogLevel.Debug, "{Controller} {Key} was changed meanwhile, trying again in {Delay}: {Message}")]
    private partial void LogConflict(string controller, ObjectKey key, TimeSpan delay, string message);

    [LoggerMessage(1106, LogLevel.Information, "{Controller} {Key} waits: {Reason}: {Message}")]
    private partial void LogBlocked(string controller, ObjectKey key, string reason, string message);
}
