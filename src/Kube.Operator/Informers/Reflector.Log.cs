using Kube.Client.Metadata;
using Kube.Client.Watch;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Informers;

public sealed partial class Reflector<T>
{
    [LoggerMessage(1001, LogLevel.Debug, "listed {Kind}: {Count} objects at resource version {ResourceVersion}")]
    private partial void LogListed(string kind, int count, string resourceVersion);

    [LoggerMessage(1002, LogLevel.Warning, "cannot decode {Kind} {Key}, leaving it out: {Error}")]
    private partial void LogUndecodable(string kind, ObjectKey key, string error);

    [LoggerMessage(1003, LogLevel.Information, "the API server ended the watch of {Kind}: {Reason} {Message}")]
    private partial void LogWatchFailed(string kind, string? reason, string? message);

    [LoggerMessage(1004, LogLevel.Warning, "cannot follow {Kind}, trying again: {Error}")]
    private partial void LogStepFailed(string kind, string error);

    [LoggerMessage(1005, LogLevel.Warning, "the watch of {Kind} brought an event of unknown type: {Happened}")]
    private partial void LogUnknownEvent(string kind, WatchEvent<T> happened);

    [LoggerMessage(1006, LogLevel.Information, "the list of {Kind} took longer than its page token lives, reading it at once")]
    private partial void LogPagesExpired(string kind);

    [LoggerMessage(1007, LogLevel.Debug, "the API server does not stream lists of {Kind}, listing by pages: {Why}")]
    private partial void LogStreamingRefused(string kind, string why);
}
