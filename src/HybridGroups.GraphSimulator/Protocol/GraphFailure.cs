namespace HybridGroups.GraphSimulator.Protocol;

/// <summary>An error answer in Graph's envelope, with Graph's own wording where it is known.</summary>
internal sealed class GraphFailure(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public IReadOnlyList<(string Target, string Code, string? Message)> Details { get; init; } = [];

    /// <summary>The time before which the caller is told not to come back.</summary>
    public DateTimeOffset? WaitUntil { get; set; }

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static GraphFailure BadRequest(string message) => new(400, "Request_BadRequest", message);

    public static GraphFailure Unsupported(string message) => new(400, "Request_UnsupportedQuery", message);

    public static GraphFailure NotFound(string id) => new(404, "Request_ResourceNotFound",
        $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    public static GraphFailure UnknownSegment(string segment) => new(400, "BadRequest", $"Resource not found for the segment '{segment}'.");

    public static GraphFailure Denied() => new(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

    public static GraphFailure QuotaExceeded(string message) => new(403, "Directory_QuotaExceeded", message);

    public static GraphFailure UnknownProperty(string property, string type) => BadRequest(
        $"Could not find a property named '{property}' on type 'microsoft.graph.{type}'.");

    public static GraphFailure ReadOnly(string property) => BadRequest($"Property '{property}' is read-only and cannot be set.");

    public static GraphFailure InvalidValue(string property, string resource) => BadRequest(
        $"Invalid value specified for property '{property}' of resource '{resource}'.");

    public static GraphFailure Conflict(string property) => new(400, "Request_BadRequest",
        $"Another object with the same value for property {property} already exists.")
    {
        Details = [(property, "ObjectConflict", null)],
    };

    public static GraphFailure OnPremisesMastered() => BadRequest(
        "Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.");

    public static GraphFailure NotImplemented() => new(501, "NotImplemented", "This operation target is not yet supported.");
}
