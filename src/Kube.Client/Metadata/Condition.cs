namespace Kube.Client.Metadata;

/// <summary>One aspect of an object's state, as KEP-1623 defines it.</summary>
public sealed record Condition
{
    /// <summary>Which aspect, for example Ready.</summary>
    public required string Type { get; init; }

    /// <summary>True, False or Unknown.</summary>
    public required string Status { get; init; }

    /// <summary>The generation of the object that this was said of.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>When the status last changed.</summary>
    public required DateTimeOffset LastTransitionTime { get; init; }

    /// <summary>Why, in one CamelCase word that programs may rely on.</summary>
    public required string Reason { get; init; }

    /// <summary>Why, for people, with what to do about it.</summary>
    public required string Message { get; init; }
}
