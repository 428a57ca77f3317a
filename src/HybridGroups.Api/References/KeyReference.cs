using Kube.Client.Schema;

namespace HybridGroups.Api.References;

/// <summary>One key of an object in the same namespace.</summary>
public sealed record KeyReference
{
    /// <summary>The name of the object.</summary>
    [Bounds(MinLength = 1, MaxLength = 253, Pattern = ObjectName.Pattern)]
    public required string Name { get; init; }

    /// <summary>The key in its data.</summary>
    [Bounds(MinLength = 1, MaxLength = 253, Pattern = "^[-._a-zA-Z0-9]+$")]
    public required string Key { get; init; }
}
