namespace Kube.Client.Metadata;

/// <summary>Where in time a list stands, and how to get its next page.</summary>
public sealed record ListMeta
{
    public string? ResourceVersion { get; init; }

    public string? Continue { get; init; }
}
