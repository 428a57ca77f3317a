using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kube.Client.Json;

/// <summary>
/// Times with exactly six digits of a second: the API server refuses a MicroTime with any other number, even with none
/// (kubernetes-client/csharp writes none for whole seconds).
/// </summary>
public sealed class MicroTimeConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        // 0 to 9 digits are found in the wild; ticks have 7.
        return DateTimeOffset.TryParse(Shorten(reader.GetString()!), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new JsonException($"'{reader.GetString()}' is not a time as RFC 3339 defines it.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } time)
        {
            writer.WriteStringValue(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static string Shorten(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return text;
        }

        var end = dot + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        return text[..Math.Min(end, dot + 8)] + text[end..];
    }
}
