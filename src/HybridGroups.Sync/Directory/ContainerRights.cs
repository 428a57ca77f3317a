namespace HybridGroups.Sync.Directory;

/// <summary>What the service account may do in a container, as the directory itself reckons it.</summary>
public sealed record ContainerRights(bool Exists, bool MayCreateGroups, IReadOnlyList<string> WritableAttributes);
