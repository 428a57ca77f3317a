namespace Kube.Client.Resources;

/// <summary>Which objects of a kind are listed and watched.</summary>
/// <param name="Namespace">Of one namespace; of all when null.</param>
/// <param name="LabelSelector">As kubectl takes it with -l.</param>
/// <param name="FieldSelector">As kubectl takes it with --field-selector.</param>
public sealed record ListScope(string? Namespace = null, string? LabelSelector = null, string? FieldSelector = null)
{
    /// <summary>How many objects a page of a list has.</summary>
    public int PageSize { get; init; } = 500;

    internal string Query =>
        (LabelSelector is null ? string.Empty : $"&labelSelector={Uri.EscapeDataString(LabelSelector)}")
        + (FieldSelector is null ? string.Empty : $"&fieldSelector={Uri.EscapeDataString(FieldSelector)}");
}
