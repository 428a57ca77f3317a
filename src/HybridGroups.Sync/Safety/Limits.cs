namespace HybridGroups.Sync.Safety;

/// <summary>How much one run may change.</summary>
public sealed record Limits
{
    public int DeletedGroups { get; init; } = 10;

    public int DeletedGroupsPercent { get; init; } = 5;

    public int RemovedMembers { get; init; } = 500;

    public int RemovedMembersPercent { get; init; } = 20;

    public int AddedMembers { get; init; } = 1000;

    public int AddedMembersPercent { get; init; } = 100;

    /// <summary>The first fill of a group counts too.</summary>
    public bool CountsFirstFill { get; init; }

    /// <summary>
    /// What a percentage allows. One is allowed wherever anything is: a twentieth of three groups would otherwise be none, and a
    /// small directory could never delete any.
    /// </summary>
    public static int Allowed(int percent, int of) => percent == 0 ? 0 : Math.Max(1, (int)Math.Min(int.MaxValue, (long)of * percent / 100));
}
