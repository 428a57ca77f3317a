namespace Kube.Client.Metadata;

/// <summary>A page of a list.</summary>
public sealed record ResourceList<T>
{
    public ListMeta Metadata { get; init; } = new();

    public IReadOnlyList<T> Items { get; init; } = [];
}
