namespace HybridGroups.Sync.Model.Matching;

/// <summary>An object whose partner may become another, and how it stood before.</summary>
internal sealed record Mover(DirectorySide Side, Guid Id, object? Before, object? Now, Partner? PartnerBefore)
{
    /// <summary>It was in every level up to the one that matched it.</summary>
    public bool WasIn(int level) => Before is not null && (PartnerBefore is not { } partner || partner.Level >= level);
}
