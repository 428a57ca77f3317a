namespace HybridGroups.GraphSimulator.Seeding;

/// <summary>How big a made-up tenant shall be.</summary>
public sealed record TenantSeed
{
    public int Users { get; init; } = 10;

    public int Groups { get; init; } = 2;

    public int Devices { get; init; }

    /// <summary>In total over all groups.</summary>
    public int Memberships { get; init; } = 20;

    /// <summary>The first group gets this many of the memberships: one very large group.</summary>
    public int LargestGroup { get; init; }

    public double SyncedUsersShare { get; init; } = 0.8;

    public double Microsoft365Share { get; init; } = 0.3;
}
