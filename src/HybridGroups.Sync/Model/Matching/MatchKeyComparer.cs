namespace HybridGroups.Sync.Model.Matching;

/// <summary>Names and addresses are the same in any case.</summary>
internal sealed class MatchKeyComparer : IEqualityComparer<MatchKey>
{
    public static MatchKeyComparer Instance { get; } = new();

    public bool Equals(MatchKey one, MatchKey other) => one.Id == other.Id && string.Equals(one.Text, other.Text, StringComparison.OrdinalIgnoreCase);

    public int GetHashCode(MatchKey key) => key.Text is null ? key.Id.GetHashCode() : StringComparer.OrdinalIgnoreCase.GetHashCode(key.Text);
}
