using System.Text.Json;
using Kube.Client.Metadata;

namespace Kube.Client.Resources;

/// <summary>An object that does not fit its C# type: which it is, as far as can be seen, and why.</summary>
public sealed record UndecodableObject(ObjectKey Key, string? ResourceVersion, string Error)
{
    internal static UndecodableObject From(JsonElement item, string error)
    {
        string? Text(string name) =>
            item.ValueKind == JsonValueKind.Object && item.TryGetProperty("metadata", out var metadata)
            && metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;

        return new UndecodableObject(new ObjectKey(Text("namespace"), Text("name") ?? string.Empty), Text("resourceVersion"), error);
    }
}
