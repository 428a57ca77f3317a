namespace HybridGroups.Sync.Model;

/// <summary>What has changed on both sides.</summary>
internal sealed record ModelChanges(MirrorChanges OnPremises, MirrorChanges Users, MirrorChanges Groups, MirrorChanges Devices);
