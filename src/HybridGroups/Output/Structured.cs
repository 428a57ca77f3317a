using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Client.Schema;

namespace HybridGroups.Output;

/// <summary>An answer for programs.</summary>
internal static class Structured
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(OutputFormat format, object answer) => Of(format, JsonSerializer.Serialize(answer, Options));

    /// <param name="format">Json or Yaml.</param>
    /// <param name="json">The answer; JSON is given on as it is.</param>
    public static string Of(OutputFormat format, string json) => format == OutputFormat.Yaml ? $"---\n{YamlText.Of(JsonNode.Parse(json)!).TrimEnd()}" : json;
}
