using HybridGroups.Sync.Directory;

namespace HybridGroups.Sync.Ports;

/// <summary>
/// Active Directory as the engine uses it. Every method throws <see cref="OnPremisesException"/> and nothing else, but for
/// cancellation.
/// </summary>
public interface IOnPremisesDirectory : IAsyncDisposable
{
    Task<DirectoryDescription> DescribeAsync(CancellationToken cancellation);

    /// <summary>
    /// Everything in scope. The cookie comes back only when nothing is missing: without it, nothing may be concluded from what
    /// was not received.
    /// </summary>
    Task<DirectoryCookie> ReadAllAsync(Action<OnPremisesChange> receive, CancellationToken cancellation);

    Task<ChangeBatch> ReadChangesAsync(DirectoryCookie since, CancellationToken cancellation);

    /// <summary>The identity of every object in scope: what is not among them is deleted or out of scope.</summary>
    Task<IReadOnlySet<Guid>> ReadIdentitiesAsync(CancellationToken cancellation);

    /// <summary>
    /// An item each time that something may have changed. Only a wake-up: what changed is asked with the cookie, so that a
    /// notification that never came costs time and nothing else.
    /// </summary>
    IAsyncEnumerable<ChangeHint> WatchAsync(CancellationToken cancellation);

    Task<OnPremisesObject?> ReadAsync(Guid id, CancellationToken cancellation);

    /// <summary>The object with this anchor, its identity or ms-DS-ConsistencyGuid, wherever in the domain it is; also outside of the scope.</summary>
    Task<OnPremisesObject?> FindByAnchorAsync(Guid anchor, CancellationToken cancellation);

    Task<IReadOnlyCollection<Guid>> ReadMembersAsync(Guid group, CancellationToken cancellation);

    /// <summary>Every group of the domain with this mark, wherever it is.</summary>
    Task<IReadOnlyList<OnPremisesObject>> FindAsync(WritebackAnchor anchor, CancellationToken cancellation);

    Task<ContainerRights> ReadRightsAsync(string container, CancellationToken cancellation);

    /// <summary>Adopts the group that has the mark, else revives the one that was deleted with it, else creates one.</summary>
    Task<GroupCreation> CreateGroupAsync(NewGroup group, CancellationToken cancellation);

    /// <summary>Sets attributes; an empty list of values empties one.</summary>
    Task UpdateGroupAsync(Guid id, IReadOnlyDictionary<string, IReadOnlyList<string>> attributes, CancellationToken cancellation);

    /// <summary>Renames, moves, or both in one step; the group keeps its identity and its SID.</summary>
    Task MoveGroupAsync(Guid id, string? newName, string? newContainer, CancellationToken cancellation);

    /// <summary>Adds and removes; one member that cannot be changed does not stop the others.</summary>
    Task<IReadOnlyList<MemberFailure>> ChangeMembersAsync(Guid group, IReadOnlyCollection<Guid> add, IReadOnlyCollection<Guid> remove, CancellationToken cancellation);

    /// <summary>Deletes a group that still carries this mark; any other is left alone.</summary>
    Task DeleteGroupAsync(Guid id, WritebackAnchor expected, CancellationToken cancellation);
}
