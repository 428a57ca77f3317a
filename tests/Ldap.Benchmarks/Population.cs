namespace Ldap.Benchmarks;

internal sealed record Population(int Users, int LargeGroup, int Groups, int MembersPerGroup)
{
    public static Population Full { get; } = new(20_000, 15_000, 5_000, 10);

    public static Population Medium { get; } = new(5_000, 4_000, 1_000, 10);

    /// <summary>For the export of members alone.</summary>
    public static Population OneLargeGroup { get; } = new(15_000, 15_000, 0, 0);

    public static Population Small { get; } = new(500, 300, 100, 5);
}
