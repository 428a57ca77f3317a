using System.Net;

namespace Kube.Client.Errors;

/// <summary>The API server refused a request, or could not be reached (then <see cref="StatusCode"/> is null).</summary>
public sealed class KubeApiException : Exception
{
    public KubeApiException(string message, HttpStatusCode? statusCode, string? reason, TimeSpan? retryAfter, Exception? inner = null)
        : base(message, inner)
    {
        StatusCode = statusCode;
        Reason = reason;
        RetryAfter = retryAfter;
    }

    public HttpStatusCode? StatusCode { get; }

    /// <summary>The reason of the server's Status object.</summary>
    public string? Reason { get; }

    /// <summary>How long the server asks to wait, if it does.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>No answer came at all: refused, cut, timed out, certificate not trusted.</summary>
    public bool IsUnreachable => StatusCode is null;

    public bool IsNotFound => StatusCode == HttpStatusCode.NotFound;

    public bool IsConflict => StatusCode == HttpStatusCode.Conflict && Reason is not "AlreadyExists";

    public bool IsAlreadyExists => StatusCode == HttpStatusCode.Conflict && Reason is "AlreadyExists";

    /// <summary>The resource version is too old: list again.</summary>
    public bool IsGone => StatusCode == HttpStatusCode.Gone || Reason is "Expired" or "Gone";

    public bool IsTooManyRequests => StatusCode == HttpStatusCode.TooManyRequests;
}
