using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Charts.Tests;

/// <summary>YAML as what Kubernetes reads it as: JSON.</summary>
internal static class Yaml
{
    private static readonly IDeserializer Deserializer = new DeserializerBuilder().WithAttemptingUnquotedStringTypeDeserialization().Build();

    public static IReadOnlyList<JsonNode?> Read(string text)
    {
        var parser = new MergingParser(new Parser(new StringReader(text)));
        parser.Consume<YamlDotNet.Core.Events.StreamStart>();
        var documents = new List<JsonNode?>();
        while (parser.Accept<YamlDotNet.Core.Events.DocumentStart>(out _))
        {
            documents.Add(ToJson(Deserializer.Deserialize(parser)));
        }

        return documents;
    }

    /// <summary>With fields in alphabetical order, because the chart and kustomize order them differently.</summary>
    public static string Text(JsonNode? node) => Ordered(node)?.ToJsonString(new() { WriteIndented = true }) ?? "null";

    private static JsonNode? Ordered(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Ordered(entry.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Ordered)]),
        _ => node?.DeepClone(),
    };

    private static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        IDictionary<object, object?> map => new JsonObject(map.Select(entry => KeyValuePair.Create((string)entry.Key, ToJson(entry.Value)))),
        IEnumerable<object?> list => new JsonArray([.. list.Select(ToJson)]),
        bool truth => JsonValue.Create(truth),
        string text => JsonValue.Create(text),
        // Small numbers are read as the smallest type that holds them.
        IConvertible number and not (double or float or decimal) => JsonValue.Create(number.ToInt64(provider: null)),
        IConvertible number => JsonValue.Create(number.ToDouble(provider: null)),
        _ => throw new InvalidOperationException($"YAML gave a {value.GetType()}."),
    };
}
