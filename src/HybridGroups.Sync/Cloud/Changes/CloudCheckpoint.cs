namespace HybridGroups.Sync.Cloud.Changes;

/// <summary>Where the next change round goes on, and under which conditions that is allowed.</summary>
/// <param name="Root">The cloud's Graph root. Another one makes the checkpoint worthless, as does another tenant or selection.</param>
public sealed record CloudCheckpoint(
    CloudObjectKind Kind, string Link, string Root, string Tenant, string Selection, DateTimeOffset IssuedAt, int Format = CloudCheckpoint.CurrentFormat)
{
    public const int CurrentFormat = 1;

    // The link is as good as a key to the tenant's changes; it does not belong in a log.
    public override string ToString() => $"{Kind} checkpoint of {IssuedAt:u}";
}
