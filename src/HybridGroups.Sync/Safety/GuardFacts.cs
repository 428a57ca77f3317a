using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;

namespace HybridGroups.Sync.Safety;

/// <summary>What the guard rests on beside the plan.</summary>
public sealed record GuardFacts(Limits Limits, IReadOnlyList<DirectoryPath> WritableContainers, IReadOnlyList<Intent> Intents, Approvals Approvals)
{
    /// <summary>How many objects each side had when it was last read completely; null when nobody knows.</summary>
    public long? OnPremisesObjectsBefore { get; init; }

    /// <inheritdoc cref="OnPremisesObjectsBefore"/>
    public long? CloudObjectsBefore { get; init; }

    /// <summary>What the products of the tenant are called, as far as it was told.</summary>
    public IReadOnlyDictionary<Guid, string> Products { get; init; } = new Dictionary<Guid, string>();
}
