using System.Text.Json.Nodes;

namespace Kube.Operator.Webhooks;

/// <summary>Answers what the API server asks of a conversion webhook (KEP-598): same objects, same order, same names.</summary>
internal static class ConversionReview
{
    public static JsonObject Answer(JsonObject review, IReadOnlyDictionary<string, IVersionConverter> converters)
    {
        var request = review["request"]!.AsObject();
        var response = new JsonObject { ["uid"] = request["uid"]?.DeepClone() };
        try
        {
            var wanted = (string)request["desiredAPIVersion"]!;
            var converted = new JsonArray();
            foreach (var item in request["objects"]!.AsArray())
            {
                converted.Add((JsonNode)ConvertOne(item!.AsObject(), wanted, converters));
            }

            response["convertedObjects"] = converted;
            response["result"] = new JsonObject { ["status"] = "Success" };
        }
        catch (Exception error) when (error is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            response["result"] = new JsonObject { ["status"] = "Failure", ["message"] = error.Message };
        }

        return new JsonObject { ["apiVersion"] = review["apiVersion"]?.DeepClone(), ["kind"] = "ConversionReview", ["response"] = response };
    }

    // One object fails the whole list that it is in: whoever reads the message must find it.
    private static JsonObject ConvertOne(JsonObject item, string wanted, IReadOnlyDictionary<string, IVersionConverter> converters)
    {
        try
        {
            return Convert(item, wanted, converters);
        }
        catch (Exception error) when (error is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            var metadata = item["metadata"];
            var name = metadata?["namespace"] is { } home ? $"{home}/{metadata["name"]}" : $"{metadata?["name"]}";
            throw new InvalidOperationException($"{item["kind"]} {name} cannot be converted from {item["apiVersion"]} to {wanted}: {error.Message}", error);
        }
    }

    private static JsonObject Convert(JsonObject item, string wanted, IReadOnlyDictionary<string, IVersionConverter> converters)
    {
        var (from, kind) = ((string)item["apiVersion"]!, (string)item["kind"]!);
        if (string.Equals(from, wanted, StringComparison.Ordinal))
        {
            return (JsonObject)item.DeepClone();
        }

        if (!converters.TryGetValue(kind, out var converter))
        {
            throw new InvalidOperationException($"{kind} has no converter.");
        }

        var converted = converter.Convert((JsonObject)item.DeepClone(), from.Split('/')[^1], wanted.Split('/')[^1]);
        converted["apiVersion"] = wanted;
        RefuseOtherIdentity(item, converted);
        return converted;
    }

    // A converter that changes these breaks listing and garbage collection of the whole kind.
    private static void RefuseOtherIdentity(JsonObject before, JsonObject after)
    {
        foreach (var (name, value) in before["metadata"]!.AsObject().Where(field => field.Key is not ("labels" or "annotations")))
        {
            if (!JsonNode.DeepEquals(value, after["metadata"]?[name]))
            {
                throw new InvalidOperationException($"it changed metadata.{name}.");
            }
        }
    }
}
