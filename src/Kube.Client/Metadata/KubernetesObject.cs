using System.Text.Json;
using System.Text.Json.Serialization;

namespace Kube.Client.Metadata;

/// <summary>What every Kubernetes object has. What the type does not know is kept in <see cref="Unknown"/>.</summary>
public abstract record KubernetesObject
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public ObjectMeta Metadata { get; init; } = new();

    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }

    /// <summary>Namespace and name.</summary>
    [JsonIgnore]
    public ObjectKey Key => new(Metadata.Namespace, Metadata.Name ?? string.Empty);
}
