using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HybridGroups.Rules.Diagnostics;

namespace HybridGroups.Commands.Rules;

/// <summary>The JSON forms that several verbs write.</summary>
internal static class RuleJson
{
    public static string Line(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    public static void Diagnostics(this Utf8JsonWriter json, string name, IEnumerable<RuleDiagnostic> diagnostics, bool withEntraText = false)
    {
        json.WriteStartArray(name);
        foreach (var diagnostic in diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("code", diagnostic.Code.Id);
            json.WriteString("message", diagnostic.Message);
            json.WriteNumber("offset", diagnostic.Offset);
            json.WriteNumber("length", diagnostic.Length);
            json.WriteString("suggestion", diagnostic.Suggestion);
            if (withEntraText && diagnostic.Code.EntraText is { } entra)
            {
                json.WriteString("entra", entra);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Strings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
