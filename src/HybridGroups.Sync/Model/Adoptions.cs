using HybridGroups.Sync.Intents;

namespace HybridGroups.Sync.Model;

/// <summary>Groups of Entra that somebody gives to groups of Active Directory, though they were not made from them.</summary>
/// <param name="Declared">The group of Entra, by the group of Active Directory.</param>
/// <param name="FormerlySynced">Also those that another product synced once and that were handed over to the cloud, by their SID.</param>
public sealed record Adoptions(IReadOnlyDictionary<Guid, Guid> Declared, bool FormerlySynced)
{
    public static Adoptions None { get; } = new(new Dictionary<Guid, Guid>(), FormerlySynced: false);

    public static Adoptions Of(IEnumerable<Intent> intents)
    {
        var syncing = intents.OfType<GroupSyncIntent>().ToArray();
        return new Adoptions(
            syncing.SelectMany(intent => intent.Adopt).GroupBy(entry => entry.Key).ToDictionary(entries => entries.Key, entries => entries.First().Value),
            syncing.Any(intent => intent.AdoptsFormerlySynced));
    }

    public bool Equals(Adoptions? other) =>
        other is not null && FormerlySynced == other.FormerlySynced && Declared.Count == other.Declared.Count
        && Declared.All(entry => other.Declared.TryGetValue(entry.Key, out var given) && given == entry.Value);

    public override int GetHashCode() => HashCode.Combine(FormerlySynced, Declared.Count);
}
