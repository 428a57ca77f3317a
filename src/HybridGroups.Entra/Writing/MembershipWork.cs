namespace HybridGroups.Entra.Writing;

/// <summary>One request that carries membership changes, by their positions in the list of changes.</summary>
internal abstract record MembershipWork(Guid Group, int Tries)
{
    /// <summary>Up to twenty additions to one group; one that cannot be made fails them all.</summary>
    public sealed record Bind(Guid Group, IReadOnlyList<int> Changes, int Tries = 0) : MembershipWork(Group, Tries);

    public sealed record AddOne(Guid Group, int Change, int Tries = 0) : MembershipWork(Group, Tries);

    public sealed record Remove(Guid Group, int Change, int Tries = 0) : MembershipWork(Group, Tries);

    public IReadOnlyList<int> Positions => this switch
    {
        Bind bind => bind.Changes,
        AddOne one => [one.Change],
        Remove remove => [remove.Change],
        _ => [],
    };
}
