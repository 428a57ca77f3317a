using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Kube.Client.Manifests;

/// <summary>Reads manifests as kubectl does: YAML documents, of which JSON is a part.</summary>
public static class YamlManifests
{
    /// <summary>The documents of a text; empty ones are left out.</summary>
    /// <exception cref="FormatException">The text is no YAML, or a document is no object; the message says where.</exception>
    public static IReadOnlyList<JsonObject> Read(string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException error)
        {
            throw new FormatException($"line {error.Start.Line}, column {error.Start.Column}: not valid YAML: {error.Message}", error);
        }

        return [.. stream.Documents
            .Select(document => document.RootNode)
            .Where(root => root is not YamlScalarNode { Value: null or "" })
            .Select(root => ToJson(root) as JsonObject ?? throw new FormatException($"line {root.Start.Line}: a manifest is an object, with apiVersion and kind."))];
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(entry =>
            KeyValuePair.Create(((YamlScalarNode)entry.Key).Value ?? string.Empty, ToJson(entry.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(ToJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => Plain(plain.Value ?? string.Empty),
        YamlScalarNode quoted => JsonValue.Create(quoted.Value),
        _ => throw new FormatException($"line {node.Start.Line}: {node.NodeType} is not expected in a manifest."),
    };

    private static JsonValue? Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ when char.IsAsciiDigit(text[^1]) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) => JsonValue.Create(real),
        _ => JsonValue.Create(text),
    };
}
