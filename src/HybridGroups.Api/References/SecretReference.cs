using Kube.Client.Schema;

namespace HybridGroups.Api.References;

/// <summary>A Secret in the connector's namespace.</summary>
public sealed record SecretReference
{
    /// <summary>The name of the Secret.</summary>
    [Bounds(MinLength = 1, MaxLength = 253, Pattern = ObjectName.Pattern)]
    public required string Name { get; init; }
}
