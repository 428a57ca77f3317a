namespace Kube.Client.Schema;

/// <summary>What values a field allows. A bound that is not set is not written into the schema.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BoundsAttribute : Attribute
{
    public int MinLength { get; init; } = -1;

    public int MaxLength { get; init; } = -1;

    public int MinItems { get; init; } = -1;

    public int MaxItems { get; init; } = -1;

    public int MaxProperties { get; init; } = -1;

    public long Minimum { get; init; } = long.MinValue;

    public long Maximum { get; init; } = long.MaxValue;

    public string? Pattern { get; init; }

    /// <summary>For lists and maps of text: the shortest item.</summary>
    public int MinItemLength { get; init; } = -1;

    /// <summary>For lists and maps of text: the longest item.</summary>
    public int MaxItemLength { get; init; } = -1;

    /// <summary>For lists and maps of text: the form of an item.</summary>
    public string? ItemPattern { get; init; }
}
