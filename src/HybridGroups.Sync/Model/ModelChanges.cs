namespace HybridGroups.Sync.Model;

/// <summary>What has changed on both sides.</summary>
internal sealed record ModelChanges(MirrorChanges OnPremises, MirrorChanges Users, MirrorChanges Groups, MirrorChanges Devices)
{
    /// <summary>Who, of both directories, has another partner than before, or none any more.</summary>
    public IReadOnlyCollection<Guid> NewlyPaired { get; init; } = [];
}
