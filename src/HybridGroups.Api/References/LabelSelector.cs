using Kube.Client.Schema;

namespace HybridGroups.Api.References;

/// <summary>Picks objects by their labels, as everywhere in Kubernetes: all parts must hold.</summary>
public sealed record LabelSelector
{
    /// <summary>Labels that must have these values.</summary>
    [Bounds(MaxProperties = 32, MaxItemLength = 63)]
    public IReadOnlyDictionary<string, string>? MatchLabels { get; init; }

    /// <summary>Conditions on labels.</summary>
    [Bounds(MaxItems = 32)]
    public IReadOnlyList<LabelRequirement>? MatchExpressions { get; init; }

    /// <summary>Whether a set of labels is picked. An empty selector picks all.</summary>
    public bool Matches(IReadOnlyDictionary<string, string> labels) =>
        (MatchLabels ?? new Dictionary<string, string>(StringComparer.Ordinal)).All(
            wanted => labels.TryGetValue(wanted.Key, out var value) && string.Equals(value, wanted.Value, StringComparison.Ordinal))
        && (MatchExpressions ?? []).All(requirement => requirement.Holds(labels));
}
