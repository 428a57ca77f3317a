using Kube.Client.Metadata;
using Kube.Client.Resources;

namespace Kube.Client.Core;

/// <summary>Names an object, as events do.</summary>
public sealed record ObjectReference
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public string? Namespace { get; init; }

    public string? Name { get; init; }

    public string? Uid { get; init; }

    public string? ResourceVersion { get; init; }

    /// <summary>The reference to an object of a kind with a C# type.</summary>
    public static ObjectReference To(KubernetesObject item)
    {
        var type = ResourceType.Of(item.GetType());
        return new ObjectReference
        {
            ApiVersion = type.ApiVersion,
            Kind = type.Kind,
            Namespace = item.Metadata.Namespace,
            Name = item.Metadata.Name,
            Uid = item.Metadata.Uid,
            ResourceVersion = item.Metadata.ResourceVersion,
        };
    }
}
