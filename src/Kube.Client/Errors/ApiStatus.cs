namespace Kube.Client.Errors;

/// <summary>The API server's answer when a request did not succeed.</summary>
public sealed record ApiStatus
{
    public string? Message { get; init; }

    /// <summary>One CamelCase word, for example NotFound, Conflict, Expired.</summary>
    public string? Reason { get; init; }

    public int? Code { get; init; }
}
