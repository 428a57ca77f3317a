namespace HybridGroups.Sync.Cloud.Groups;

/// <summary>What came of making sure that a group exists.</summary>
public abstract record EnsuredGroup(Guid Id)
{
    public sealed record Created(Guid Id) : EnsuredGroup(Id);

    /// <summary>It was there, and now has the draft's properties.</summary>
    public sealed record Existing(Guid Id) : EnsuredGroup(Id);

    /// <summary>It lies in the recycle bin and holds the key. Restoring it brings id and members back; nothing was written.</summary>
    public sealed record InRecycleBin(Guid Id) : EnsuredGroup(Id);
}
