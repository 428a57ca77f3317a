using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Ports;

namespace HybridGroups.Controllers.Connectors;

/// <summary>Carries changes out in Active Directory, and notes in the model what it did: own writes need no second look.</summary>
internal sealed class OnPremisesApplier(DirectoryModel model, Baseline baseline, IOnPremisesDirectory directory, LiveChecks live, MadeGroups made)
{
    public async Task<AppliedChange> ApplyAsync(PlannedChange change, CancellationToken cancellation)
    {
        switch (change)
        {
            case PlannedChange.CreateOnPremisesGroup create:
                var creation = await directory.CreateGroupAsync(create.New, cancellation);
                made.Note(change.Group, creation.Id);
                var called = await RefreshAsync(creation.Id, cancellation) is { } there ? DirectoryPath.Of(there.DistinguishedName).Name : create.New.CommonName;
                baseline.WrotePlace(creation.Id, called, create.New.Container);
                foreach (var (name, values) in create.New.Attributes) baseline.Wrote(creation.Id, name, values);
                return AppliedChange.Done(change);
            case PlannedChange.MoveOnPremisesGroup move:
                await directory.MoveGroupAsync(change.Group.Id, move.NewName, move.NewContainer, cancellation);
                if (await RefreshAsync(change.Group.Id, cancellation) is { } moved)
                {
                    baseline.WrotePlace(moved.Id, DirectoryPath.Of(moved.DistinguishedName).Name, move.NewContainer ?? DirectoryPath.ParentOf(moved.DistinguishedName)!);
                }

                return AppliedChange.Done(change);
            case PlannedChange.UpdateOnPremisesGroup update:
                await directory.UpdateGroupAsync(change.Group.Id, update.Attributes, cancellation);
                foreach (var (name, values) in update.Attributes) baseline.Wrote(change.Group.Id, name, values);
                await RefreshAsync(change.Group.Id, cancellation);
                return AppliedChange.Done(change);
            case PlannedChange.AddMembers add:
                return await AddAsync(add, cancellation);
            case PlannedChange.RemoveMembers remove:
                return await RemoveAsync(remove, cancellation);
            case PlannedChange.QuarantineOnPremisesGroup quarantine:
                return await QuarantineAsync(quarantine, cancellation);
            case PlannedChange.DeleteOnPremisesGroup delete:
                if (await live.SourceIsGoneAsync(change, delete.Cause, delete.Expected.EntraId, cancellation) is { } problem) return AppliedChange.Failure(change, problem);
                await directory.DeleteGroupAsync(change.Group.Id, delete.Expected, cancellation);
                model.OnPremises.Apply(new OnPremisesChange.Gone(change.Group.Id, IsDeleted: true));
                baseline.Forget(change.Group.Id);
                return AppliedChange.Done(change);
            default:
                throw new InvalidOperationException($"{change.Kind} is no change of Active Directory.");
        }
    }

    private async Task<AppliedChange> AddAsync(PlannedChange.AddMembers add, CancellationToken cancellation)
    {
        if (made.Find(add.Group) is not { } group) return AppliedChange.Failure(add, MadeGroups.Missing(add.Group));
        var ids = add.Members.Select(member => made.Find(DirectorySide.ActiveDirectory, member)).ToArray();
        var missing = ids.Count(id => id is null);
        return await ChangeAsync(add, group, [.. ids.OfType<Guid>()], [], missing, cancellation);
    }

    private async Task<AppliedChange> RemoveAsync(PlannedChange.RemoveMembers remove, CancellationToken cancellation)
    {
        var (gone, still) = await live.ReallyGoneAsync(remove, cancellation);
        return await ChangeAsync(remove, remove.Group.Id, [], gone, still, cancellation);
    }

    private async Task<AppliedChange> ChangeAsync(
        PlannedChange change, Guid group, IReadOnlyCollection<Guid> add, IReadOnlyCollection<Guid> remove, int left, CancellationToken cancellation)
    {
        var failures = await directory.ChangeMembersAsync(group, add, remove, cancellation);
        var failed = failures.Select(failure => failure.Member).ToHashSet();
        var added = add.Where(member => !failed.Contains(member)).ToArray();
        var removed = remove.Where(member => !failed.Contains(member)).ToArray();
        model.OnPremises.Apply(new OnPremisesChange.MembersChanged(group, added, removed));
        baseline.WroteMembers(group, added, removed);
        var problems = failures.Select(failure => new ObjectProblem(
            ProblemClasses.NotAllowed, change.Group.Name, $"{model.NameOf(DirectorySide.ActiveDirectory, failure.Member)}: {failure.Message}", failure.Remedy)
        { Intent = change.Intent });
        return new AppliedChange(change, added.Length + removed.Length, [.. problems]) { Failed = failures.Count + left };
    }

    private async Task<AppliedChange> QuarantineAsync(PlannedChange.QuarantineOnPremisesGroup change, CancellationToken cancellation)
    {
        if (await live.SourceIsGoneAsync(change, change.Cause, change.Source, cancellation) is { } problem) return AppliedChange.Failure(change, problem);
        // Out of reach first, then emptied: in the other order a failure would leave an empty group where people look for it.
        await directory.MoveGroupAsync(change.Group.Id, change.NewName, change.Container, cancellation);
        await RefreshAsync(change.Group.Id, cancellation);
        var emptied = await ChangeAsync(change, change.Group.Id, [], change.Members, 0, cancellation);
        return emptied with { Count = 1 };
    }

    private async Task<OnPremisesObject?> RefreshAsync(Guid id, CancellationToken cancellation)
    {
        var item = await directory.ReadAsync(id, cancellation);
        if (item is not null) model.OnPremises.Apply(new OnPremisesChange.Upserted(item));
        return item;
    }
}
