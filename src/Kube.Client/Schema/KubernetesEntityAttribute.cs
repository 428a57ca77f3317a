namespace Kube.Client.Schema;

/// <summary>Names the kind that a C# type stands for.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KubernetesEntityAttribute(string group, string version, string kind, string plural) : Attribute
{
    public string Group { get; } = group;

    public string Version { get; } = version;

    public string Kind { get; } = kind;

    public string Plural { get; } = plural;

    public string[] ShortNames { get; init; } = [];

    public string[] Categories { get; init; } = [];

    /// <summary>Objects of the kind belong to no namespace.</summary>
    public bool IsClusterScoped { get; init; }

    /// <summary>Of several versions of a kind, the one in which objects are stored.</summary>
    public bool IsStored { get; init; } = true;

    /// <summary>What kubectl prints whenever the version is used; null when it is not deprecated.</summary>
    public string? DeprecationWarning { get; init; }
}
