using Microsoft.Extensions.Logging;

namespace HybridGroups.Entra.Requests;

internal sealed partial class GraphTransport
{
    [LoggerMessage(4001, LogLevel.Debug, "{Operation}: {Method} {Path} answered {Status} (client-request-id {ClientRequestId}, request-id {RequestId})")]
    private static partial void LogAnswered(
        ILogger logger, string operation, string method, string path, int status, Guid clientRequestId, string? requestId);

    [LoggerMessage(4002, LogLevel.Warning, "{Operation}: attempt {Attempt} failed with {Status} {Code} at {Date}; trying again (request-id {RequestId})")]
    private static partial void LogRepeating(
        ILogger logger, string operation, int attempt, int status, string code, DateTimeOffset date, string? requestId);

    [LoggerMessage(4003, LogLevel.Warning, "{Operation}: no usable answer: {Reason} (client-request-id {ClientRequestId})")]
    private static partial void LogNoAnswer(ILogger logger, string operation, string reason, Guid clientRequestId);

    [LoggerMessage(4004, LogLevel.Information, "Microsoft Graph asks to wait {Wait} ({Scope})")]
    private static partial void LogThrottled(ILogger logger, TimeSpan wait, string? scope);

    [LoggerMessage(4005, LogLevel.Information, "The access token was refused with {Status}; getting another one")]
    private static partial void LogTokenDropped(ILogger logger, int status);
}
