using System.Buffers;
using System.Text;
using System.Text.Json;

namespace HybridGroups.GraphSimulator.Protocol;

internal sealed class GraphResponse(int status)
{
    private const string JsonType = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    public int Status { get; } = status;

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public string? ContentType { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>True when the answer goes with a write that is now in the store.</summary>
    public bool Committed { get; init; }

    public DateTimeOffset? WaitUntil { get; set; }

    public static GraphResponse NoContent(bool committed = true) => new(204) { Committed = committed };

    public static GraphResponse Text(string text) => new(200) { ContentType = "text/plain", Body = Encoding.UTF8.GetBytes(text) };

    public static GraphResponse Json(int status, Action<Utf8JsonWriter> write, bool committed = false)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
            write(writer);
        return new GraphResponse(status) { ContentType = JsonType, Body = buffer.WrittenMemory, Committed = committed };
    }

    public static GraphResponse Object(int status, Action<Utf8JsonWriter> write, bool committed = false) => Json(status, writer =>
    {
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
    }, committed);
}
