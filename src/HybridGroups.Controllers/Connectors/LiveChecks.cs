using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Ports;

namespace HybridGroups.Controllers.Connectors;

/// <summary>Looks at the source again, live, just before something is taken away because of it: the model may be behind.</summary>
internal sealed class LiveChecks(DirectoryModel model, IOnPremisesDirectory activeDirectory, ICloudDirectory entra, ActiveDirectoryConnection scope, TimeProvider time)
{
    // Replicas lag: one "not there" is no proof.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    /// <summary>Null when the group may be retired.</summary>
    public async Task<ObjectProblem?> SourceIsGoneAsync(PlannedChange change, RetirementCause cause, Guid source, CancellationToken cancellation)
    {
        if (cause is RetirementCause.LeftScope or RetirementCause.PolicyRemoved) return null;
        var bin = await entra.ReadDeletedGroupsAsync(cancellation);
        if (cause == RetirementCause.SoftDeleted) return bin.Any(group => group.Id == source) ? null : Meanwhile(change, "Its source is not in Entra's recycle bin any more.");
        if (bin.Any(group => group.Id == source)) return Meanwhile(change, "Its source can still be restored from Entra's recycle bin.");
        if (await entra.ReadGroupAsync(source, cancellation) is not null) return Meanwhile(change, "Its source is there in Entra.");
        await Task.Delay(BetweenLooks, time, cancellation);
        return await entra.ReadGroupAsync(source, cancellation) is null ? null : Meanwhile(change, "Its source is there in Entra.");
    }

    /// <summary>The same for a group in Entra whose source is in Active Directory.</summary>
    public async Task<ObjectProblem?> OnPremisesSourceIsGoneAsync(PlannedChange.DeleteCloudGroup change, CancellationToken cancellation)
    {
        if (change.Cause == RetirementCause.LeftScope || change.Source is not { } source) return null;
        if (await activeDirectory.FindByAnchorAsync(source, cancellation) is not { } found) return null;
        return IsInScope(found.DistinguishedName)
            ? Meanwhile(change, $"Its source is there in Active Directory: {found.DistinguishedName}.")
            : new ObjectProblem(
                ProblemClasses.ChangedMeanwhile, change.Group.Name,
                $"Its source {found.DistinguishedName} left the scope of the connector and was not deleted; the group stays, since another connector may keep it.",
                "Widen spec.activeDirectory.scope, delete one of the two groups, or exclude the source by name before it leaves the scope.");
    }

    /// <summary>Those of the members to remove whose counterpart is not a member of the source any more, and how many still are.</summary>
    public async Task<(IReadOnlyList<Guid> Remove, int StillMembers)> ReallyGoneAsync(PlannedChange.RemoveMembers change, CancellationToken cancellation)
    {
        var members = change.Members.Select(member => member.Id).ToArray();
        if (change.Source is not { } source) return (members, 0);
        HashSet<Guid> live = [];
        if (change.Group.Side == DirectorySide.ActiveDirectory)
        {
            await foreach (var member in entra.ReadMembersAsync(source, cancellation)) live.Add(member.Id);
        }
        else
        {
            live.UnionWith(await activeDirectory.ReadMembersAsync(source, cancellation));
        }

        var gone = members.Where(member => CounterpartOf(change.Group.Side, member) is not { } other || !live.Contains(other) || IsDeleted(change.Group.Side, other)).ToArray();
        return (gone, members.Length - gone.Length);
    }

    private Guid? CounterpartOf(DirectorySide side, Guid member) => side == DirectorySide.ActiveDirectory
        ? model.People.CloudOf(member) ?? model.Groups.CloudOf(member)
        : model.People.OnPremisesOf(member) ?? model.Groups.OnPremisesOf(member);

    // Somebody in the recycle bin keeps the membership and does not count.
    private bool IsDeleted(DirectorySide side, Guid source) => side == DirectorySide.ActiveDirectory && model.Cloud.IsSoftDeleted(source);

    private bool IsInScope(string distinguishedName)
    {
        var path = DirectoryPath.Of(distinguishedName);
        return (scope.Include.Count == 0 || scope.Include.Any(container => path.IsAtOrBelow(DirectoryPath.Of(container))))
            && !scope.Exclude.Any(container => path.IsAtOrBelow(DirectoryPath.Of(container)));
    }

    private static ObjectProblem Meanwhile(PlannedChange change, string message) => new(
        ProblemClasses.ChangedMeanwhile, change.Group.Name, $"{message} Nothing was taken away.", "Nothing to do: the next read shows how it is.");
}
