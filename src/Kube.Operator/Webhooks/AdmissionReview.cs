using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Client.Metadata;

namespace Kube.Operator.Webhooks;

/// <summary>The envelope in which the API server asks, and gets its answer.</summary>
internal static class AdmissionReview
{
    public static AdmissionRequest Read(JsonElement review)
    {
        var request = review.GetProperty("request");
        var kind = request.GetProperty("kind");
        return new AdmissionRequest(
            Text(request, "uid") ?? throw new JsonException("request.uid is missing"),
            Text(kind, "group") ?? string.Empty,
            Text(kind, "kind") ?? string.Empty,
            Text(request, "operation") ?? string.Empty,
            new ObjectKey(Text(request, "namespace"), Text(request, "name") ?? string.Empty),
            request.TryGetProperty("object", out var item) ? item : default,
            request.TryGetProperty("oldObject", out var old) ? old : default,
            request.TryGetProperty("userInfo", out var user) ? Text(user, "username") : null);
    }

    public static JsonObject Answer(string apiVersion, AdmissionRequest request, AdmissionDecision decision)
    {
        var response = new JsonObject { ["uid"] = request.Uid, ["allowed"] = decision.IsAllowed };
        if (!decision.IsAllowed)
        {
            response["status"] = new JsonObject
            {
                ["code"] = 422,
                ["reason"] = "Invalid",
                ["message"] = string.Join("; ", decision.Problems),
                // Older kubectl shows an invalid object's causes and nothing else.
                ["details"] = new JsonObject
                {
                    ["group"] = request.Group,
                    ["kind"] = request.Kind,
                    ["name"] = request.Key.Name,
                    ["causes"] = new JsonArray([.. decision.Problems.Select(Cause)]),
                },
            };
        }

        if (decision.Warnings.Count > 0)
        {
            response["warnings"] = new JsonArray([.. decision.Warnings.Select(warning => (JsonNode)warning)]);
        }

        return new JsonObject { ["apiVersion"] = apiVersion, ["kind"] = "AdmissionReview", ["response"] = response };
    }

    private static JsonNode Cause(string problem)
    {
        var colon = problem.IndexOf(": ", StringComparison.Ordinal);
        return new JsonObject
        {
            ["reason"] = "FieldValueInvalid",
            ["field"] = colon < 0 ? string.Empty : problem[..colon],
            ["message"] = colon < 0 ? problem : problem[(colon + 2)..],
        };
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
