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
                converted.Add((JsonNode)Convert(item!.AsObject(), wanted, converters));
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

    private static JsonObject Convert(JsonObject item, string wanted, IReadOnlyDictionary<string, IVersionConverter> converters)
    {
        var (from, kind) = ((string)item["apiVersion"]!, (string)item["kind"]!);
        if (string.Equals(from, wanted, StringComparison.Ordinal))
        {
            return (JsonObject)item.DeepClone();
        }

        if (!converters.TryGetValue(kind, out var converter))
        {
            throw new InvalidOperationException($"{kind} has no converter from {from} to {wanted}.");
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
                throw new InvalidOperationException($"The conversion of {before["kind"]} {before["metadata"]?["name"]} changed metadata.{name}.");
            }
        }
    }
}
