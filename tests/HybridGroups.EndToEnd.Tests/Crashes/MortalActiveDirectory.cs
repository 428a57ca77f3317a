using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Ports;

namespace HybridGroups.EndToEnd.Tests.Crashes;

/// <summary>The real domain; each write may be the last thing that this process does.</summary>
internal sealed class MortalActiveDirectory(IOnPremisesDirectory real, KillSwitch kill) : IOnPremisesDirectory
{
    public Task<DirectoryDescription> DescribeAsync(CancellationToken cancellation) => real.DescribeAsync(cancellation);

    public Task<DirectoryCookie> ReadAllAsync(Action<OnPremisesChange> receive, CancellationToken cancellation) => real.ReadAllAsync(receive, cancellation);

    public Task<ChangeBatch> ReadChangesAsync(DirectoryCookie since, CancellationToken cancellation) => real.ReadChangesAsync(since, cancellation);

    public Task<IReadOnlySet<Guid>> ReadIdentitiesAsync(CancellationToken cancellation) => real.ReadIdentitiesAsync(cancellation);

    public IAsyncEnumerable<ChangeHint> WatchAsync(CancellationToken cancellation) => real.WatchAsync(cancellation);

    public Task<OnPremisesObject?> ReadAsync(Guid id, CancellationToken cancellation) => real.ReadAsync(id, cancellation);

    public Task<OnPremisesObject?> FindByAnchorAsync(Guid anchor, CancellationToken cancellation) => real.FindByAnchorAsync(anchor, cancellation);

    public Task<IReadOnlyCollection<Guid>> ReadMembersAsync(Guid group, CancellationToken cancellation) => real.ReadMembersAsync(group, cancellation);

    public Task<IReadOnlyList<OnPremisesObject>> FindAsync(WritebackAnchor anchor, CancellationToken cancellation) => real.FindAsync(anchor, cancellation);

    public Task<ContainerRights> ReadRightsAsync(string container, CancellationToken cancellation) => real.ReadRightsAsync(container, cancellation);

    public Task<GroupCreation> CreateGroupAsync(NewGroup group, CancellationToken cancellation) => kill.AroundAsync(() => real.CreateGroupAsync(group, cancellation));

    public Task UpdateGroupAsync(Guid id, IReadOnlyDictionary<string, IReadOnlyList<string>> attributes, CancellationToken cancellation) =>
        kill.AroundAsync(() => real.UpdateGroupAsync(id, attributes, cancellation));

    public Task MoveGroupAsync(Guid id, string? newName, string? newContainer, CancellationToken cancellation) =>
        kill.AroundAsync(() => real.MoveGroupAsync(id, newName, newContainer, cancellation));

    public Task<IReadOnlyList<MemberFailure>> ChangeMembersAsync(Guid group, IReadOnlyCollection<Guid> add, IReadOnlyCollection<Guid> remove, CancellationToken cancellation) =>
        kill.AroundAsync(() => real.ChangeMembersAsync(group, add, remove, cancellation));

    public Task DeleteGroupAsync(Guid id, WritebackAnchor expected, CancellationToken cancellation) => kill.AroundAsync(() => real.DeleteGroupAsync(id, expected, cancellation));

    public ValueTask DisposeAsync() => real.DisposeAsync();
}
