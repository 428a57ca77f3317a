namespace Kube.Client.Metadata;

/// <summary>One aspect of an object's state, as KEP-1623 defines it.</summary>
public sealed record Condition
{
    /// <summary>Which aspect, for example Ready.</summary>
    [Schema.Bounds(MinLength = 1, MaxLength = 316, Pattern = "^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$")]
    public required string Type { get; init; }

    /// <summary>True, False or Unknown.</summary>
    [Schema.Bounds(MinLength = 4, MaxLength = 7, Pattern = "^(True|False|Unknown)$")]
    public required string Status { get; init; }

    /// <summary>The generation of the object that this was said of.</summary>
    public long? ObservedGeneration { get; init; }

    /// <summary>When the status last changed.</summary>
    public required DateTimeOffset LastTransitionTime { get; init; }

    /// <summary>Why, in one CamelCase word that programs may rely on.</summary>
    [Schema.Bounds(MinLength = 1, MaxLength = 1024, Pattern = "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$")]
    public required string Reason { get; init; }

    /// <summary>Why, for people, with what to do about it.</summary>
    [Schema.Bounds(MaxLength = 32768)]
    public required string Message { get; init; }
}
