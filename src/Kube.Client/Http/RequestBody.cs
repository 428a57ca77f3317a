using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kube.Client.Json;

namespace Kube.Client.Http;

/// <summary>What a request carries: bytes, so that it can be sent again.</summary>
public sealed record RequestBody(byte[] Bytes, string MediaType)
{
    public static RequestBody Json<T>(T value) => new(JsonSerializer.SerializeToUtf8Bytes(value, KubeJson.Options), "application/json");

    public static RequestBody Of(JsonNode value, string mediaType) => new(JsonSerializer.SerializeToUtf8Bytes(value, KubeJson.Options), mediaType);

    internal HttpContent ToContent() => new ByteArrayContent(Bytes) { Headers = { ContentType = new MediaTypeHeaderValue(MediaType) } };
}
