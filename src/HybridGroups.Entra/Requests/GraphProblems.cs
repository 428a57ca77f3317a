using System.Text.Json;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Requests;

/// <summary>Turns an error answer into a problem: status first, then the innermost code that is known, text only where nothing else tells.</summary>
internal static class GraphProblems
{
    private static readonly HashSet<string> Resync = new(StringComparer.OrdinalIgnoreCase)
    {
        "syncStateNotFound", "resyncRequired", "resyncApplyDifferences", "resyncUploadDifferences", "Directory_ExpiredPageToken",
    };

    private static readonly HashSet<string> Transient = new(StringComparer.OrdinalIgnoreCase)
    {
        "TooManyRequests", "activityLimitReached", "throttledRequest", "Request_ThrottledTemporarily", "Directory_ReplicaUnavailable",
        "Directory_ConcurrencyViolation", "Service_InternalServerError", "serviceNotAvailable", "ServiceUnavailable", "UnknownError", "generalException",
    };

    private static readonly HashSet<string> Configuration = new(StringComparer.OrdinalIgnoreCase)
    {
        "Request_UnsupportedQuery", "Request_InvalidRequestUrl", "BadRequest", "Headers_HeaderNotSupported",
    };

    public static CloudProblem Read(GraphOperation operation, int status, JsonElement body, string? requestId)
    {
        var (codes, message, innerRequestId) = Parse(body);
        var code = codes.Count > 0 ? codes[0] : "";
        var problemClass = Classify(status, codes, message);
        return new CloudProblem(problemClass, operation.Name, code, message.Length > 0 ? message : $"HTTP status {status}", requestId ?? innerRequestId,
            problemClass == CloudProblemClass.PermissionMissing ? operation.Permission : null)
        {
            Status = status,
        };
    }

    /// <summary>The id that a 404 names, which tells whose absence it is.</summary>
    public static Guid? NamedId(CloudProblem problem)
    {
        var open = problem.Message.IndexOf('\'', StringComparison.Ordinal);
        var close = open < 0 ? -1 : problem.Message.IndexOf('\'', open + 1);
        return close > open && Guid.TryParse(problem.Message.AsSpan(open + 1, close - open - 1), out var id) ? id : null;
    }

    // Shares status and code with real failures: only the text tells.
    public static bool SaysAlreadyMember(CloudProblem problem) => SaysAlreadyThere(problem, "'members'");

    public static bool SaysAlreadyOwner(CloudProblem problem) => SaysAlreadyThere(problem, "'owners'");

    public static bool SaysNotAMember(CloudProblem problem) => problem.Status == 400
        && problem.Message.Contains("removed object references do not exist", StringComparison.OrdinalIgnoreCase);

    private static bool SaysAlreadyThere(CloudProblem problem, string relation) => problem.Status == 400
        && problem.Message.Contains("already exist", StringComparison.OrdinalIgnoreCase)
        && problem.Message.Contains(relation, StringComparison.OrdinalIgnoreCase);

    private static CloudProblemClass Classify(int status, List<string> codes, string message) => status switch
    {
        401 => CloudProblemClass.Authentication,
        410 => CloudProblemClass.ResyncRequired,
        429 or 509 => CloudProblemClass.Throttled,
        408 or 500 or 502 or 503 or 504 => CloudProblemClass.Transient,
        424 => CloudProblemClass.Dependency,
        404 => CloudProblemClass.NotFound,
        409 or 412 => CloudProblemClass.Conflict,
        403 when codes.Contains("Directory_QuotaExceeded") || codes.Contains("ExtensionError") => CloudProblemClass.Quota,
        403 => CloudProblemClass.PermissionMissing,
        402 or 501 or 405 => CloudProblemClass.Configuration,
        400 when codes.Exists(Resync.Contains) => CloudProblemClass.ResyncRequired,
        400 when codes.Exists(code => code is "ObjectConflict" or "PropertyConflict" or "Request_MultipleObjectsWithSameKeyValue") => CloudProblemClass.Conflict,
        400 when message.Contains("on-premises mastered", StringComparison.OrdinalIgnoreCase) => CloudProblemClass.OnPremisesMastered,
        400 when message.Contains("product license", StringComparison.OrdinalIgnoreCase) => CloudProblemClass.LicenceAssigned,
        _ when codes.Exists(Transient.Contains) => CloudProblemClass.Transient,
        400 when codes.Count > 0 && Configuration.Contains(codes[0]) => CloudProblemClass.Configuration,
        >= 500 => CloudProblemClass.Transient,
        _ => CloudProblemClass.ObjectRefused,
    };

    private static (List<string> Codes, string Message, string? RequestId) Parse(JsonElement body)
    {
        var codes = new List<string>();
        if (body.ValueKind != JsonValueKind.Object || !TryGet(body, "error", out var error) || error.ValueKind != JsonValueKind.Object)
            return (codes, "", null);
        var message = Text(error, "message") ?? "";
        string? requestId = null;
        if (Text(error, "code") is { Length: > 0 } code)
            codes.Add(code);
        if (TryGet(error, "details", out var details) && details.ValueKind == JsonValueKind.Array)
            codes.AddRange(details.EnumerateArray().Select(detail => Text(detail, "code")).OfType<string>());
        for (var inner = error; TryGet(inner, "innerError", out inner) && inner.ValueKind == JsonValueKind.Object;)
        {
            if (Text(inner, "code") is { Length: > 0 } innerCode)
                codes.Add(innerCode);
            requestId ??= Text(inner, "request-id");
        }

        return (codes, message, requestId);
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && TryGet(element, name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // The service writes innerError, its documentation innererror.
    private static bool TryGet(JsonElement element, string name, out JsonElement value)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                value = property.Value;
                return true;
            }
        }

        value = default;
        return false;
    }
}
