namespace HybridGroups.Sync.Directory;

/// <summary>
/// A change of the directory. Each says how things are now, so that receiving one twice, or one that is already known, does
/// no harm.
/// </summary>
public abstract record OnPremisesChange
{
    private OnPremisesChange()
    {
    }

    /// <summary>The object as it is now, without its members.</summary>
    public sealed record Upserted(OnPremisesObject Object) : OnPremisesChange;

    /// <summary>All the members of a group.</summary>
    public sealed record MembersReplaced(Guid Group, IReadOnlyCollection<Guid> Members) : OnPremisesChange;

    public sealed record MembersChanged(Guid Group, IReadOnlyCollection<Guid> Added, IReadOnlyCollection<Guid> Removed) : OnPremisesChange;

    /// <summary>
    /// It is deleted, or has left the scope. A deleted object is no member of anything any more, and no change of those groups
    /// says so; one that left the scope still is.
    /// </summary>
    public sealed record Gone(Guid Id, bool IsDeleted) : OnPremisesChange;
}
