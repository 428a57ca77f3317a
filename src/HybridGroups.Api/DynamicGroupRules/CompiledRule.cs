using Kube.Client.Schema;

namespace HybridGroups.Api.DynamicGroupRules;

/// <summary>What is known of a rule without looking at anybody.</summary>
public sealed record CompiledRule
{
    /// <summary>Changes when the rule's meaning may have changed.</summary>
    [Bounds(MaxLength = 128)]
    public required string Hash { get; init; }

    /// <summary>The properties that it reads.</summary>
    [Bounds(MaxItems = 256, MaxItemLength = 256)]
    public IReadOnlyList<string>? Properties { get; init; }

    /// <summary>Whom it picks changes with time alone.</summary>
    [Default("false")]
    public bool TimeDependent { get; init; }

    /// <summary>What is allowed but probably not meant.</summary>
    [Bounds(MaxItems = 20, MaxItemLength = 1024)]
    public IReadOnlyList<string>? Warnings { get; init; }
}
