using System.Net;

namespace Kube.Client.Errors;

/// <summary>The API server refused a request, or could not be reached (then <see cref="StatusCode"/> is null).</summary>
public sealed class KubeApiException : Exception
{
    public KubeApiException(string message, HttpStatusCode? statusCode, string? reason, TimeSpan? retryAfter, Exception? inner = null, string? requestId = null)
        : base(message, inner)
    {
        StatusCode = statusCode;
        Reason = reason;
        RetryAfter = retryAfter;
        RequestId = requestId;
    }

    public HttpStatusCode? StatusCode { get; }

    /// <summary>The reason of the server's Status object.</summary>
    public string? Reason { get; }

    /// <summary>How long the server asks to wait, if it does.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The name of the request in the server's audit log.</summary>
    public string? RequestId { get; }

    /// <summary>No answer came at all: refused, cut, timed out, certificate not trusted.</summary>
    public bool IsUnreachable => StatusCode is null;

    public bool IsNotFound => StatusCode == HttpStatusCode.NotFound;

    public bool IsConflict => StatusCode == HttpStatusCode.Conflict && Reason is not "AlreadyExists";

    public bool IsAlreadyExists => StatusCode == HttpStatusCode.Conflict && Reason is "AlreadyExists";

    /// <summary>The resource version is too old: list again.</summary>
    public bool IsGone => StatusCode == HttpStatusCode.Gone || Reason is "Expired" or "Gone";

    /// <summary>The resource version asked for is one that this server has not reached.</summary>
    public bool IsTooLargeResourceVersion => Message.Contains("Too large resource version", StringComparison.Ordinal);

    /// <summary>The request cannot be understood or is not supported by this server.</summary>
    public bool IsBadRequest => StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity;

    /// <summary>The connection broke before or while an answer came.</summary>
    public bool IsConnectionBroken { get; init; }

    public bool IsTooManyRequests => StatusCode == HttpStatusCode.TooManyRequests;
}
