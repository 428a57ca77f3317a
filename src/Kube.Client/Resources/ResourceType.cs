using System.Reflection;
using Kube.Client.Schema;

namespace Kube.Client.Resources;

/// <summary>Where the objects of a kind live in the API.</summary>
public sealed record ResourceType(string Group, string Version, string Kind, string Plural)
{
    /// <summary>As in an object's apiVersion field.</summary>
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>The kind that a C# type stands for.</summary>
    public static ResourceType Of<T>() => Of(typeof(T));

    /// <summary>The kind that a C# type stands for.</summary>
    public static ResourceType Of(Type type)
    {
        var entity = type.GetCustomAttribute<KubernetesEntityAttribute>()
            ?? throw new InvalidOperationException($"{type.Name} has no [KubernetesEntity] attribute, so its place in the API is not known.");
        return new ResourceType(entity.Group, entity.Version, entity.Kind, entity.Plural);
    }

    /// <summary>The path of all objects of a namespace, or of all namespaces.</summary>
    public string CollectionPath(string? @namespace)
    {
        var root = Group.Length == 0 ? $"/api/{Version}" : $"/apis/{Group}/{Version}";
        return @namespace is null ? $"{root}/{Plural}" : $"{root}/namespaces/{Uri.EscapeDataString(@namespace)}/{Plural}";
    }

    /// <summary>The path of one object.</summary>
    public string PathOf(Metadata.ObjectKey key) => $"{CollectionPath(key.Namespace)}/{Uri.EscapeDataString(key.Name)}";
}
