using HybridGroups.Sync.Cloud.Problems;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Ports;

namespace HybridGroups.Controllers.Connectors;

/// <summary>
/// Carries a checked plan out, in its order. One object's failure stops no other; a directory that does not answer any more stops
/// the changes that are meant for it.
/// </summary>
internal sealed class PlanApplier(OnPremisesApplier onPremises, CloudApplier cloud, Action<AppliedChange> told)
{
    private readonly HashSet<DirectorySide> silent = [];
    private readonly List<AppliedChange> results = [];

    /// <summary>A side on which something may have been done without an answer: it has to be read before it is planned again.</summary>
    public HashSet<DirectorySide> MustBeRead { get; } = [];

    /// <param name="changes">In the order of the plan.</param>
    /// <param name="mayGoOn">Throws when the lease is over. Asked before every write.</param>
    /// <param name="cancellation">Ends it between two changes.</param>
    public async Task<IReadOnlyList<AppliedChange>> RunAsync(IReadOnlyList<PlannedChange> changes, Action mayGoOn, CancellationToken cancellation)
    {
        for (var index = 0; index < changes.Count; index++)
        {
            mayGoOn();
            var change = changes[index];
            if (change.Group.Side == DirectorySide.Entra && IsOfMembers(change))
            {
                var together = changes.Skip(index).TakeWhile(other => other.GetType() == change.GetType()).ToArray();
                index += together.Length - 1;
                var (mine, others) = (together.Where(other => other.Group.Side == DirectorySide.Entra).ToArray(), together.Where(other => other.Group.Side != DirectorySide.Entra));
                await TryAsync(mine[0], async () => Tell(await cloud.ApplyMembersAsync(mine, cancellation)), mine);
                foreach (var other in others)
                {
                    mayGoOn();
                    await ApplyAsync(other, cancellation);
                }
            }
            else
            {
                await ApplyAsync(change, cancellation);
            }
        }

        return results;
    }

    private Task ApplyAsync(PlannedChange change, CancellationToken cancellation) => TryAsync(
        change,
        async () => Tell([change.Group.Side == DirectorySide.ActiveDirectory ? await onPremises.ApplyAsync(change, cancellation) : await cloud.ApplyAsync(change, cancellation)]),
        [change]);

    private async Task TryAsync(PlannedChange first, Func<Task> apply, IReadOnlyList<PlannedChange> all)
    {
        var side = first.Group.Side;
        if (silent.Contains(side))
        {
            results.AddRange(all.Select(change => new AppliedChange(change, 0, []) { Failed = change.Count }));
            return;
        }

        try
        {
            await apply();
        }
        catch (OnPremisesException error)
        {
            if (error.Kind is OnPremisesErrorKind.Transient or OnPremisesErrorKind.Authentication or OnPremisesErrorKind.Certificate) silent.Add(DirectorySide.ActiveDirectory);
            if (error.Kind is OnPremisesErrorKind.OutcomeUnknown or OnPremisesErrorKind.NotFound or OnPremisesErrorKind.AlreadyExists) MustBeRead.Add(DirectorySide.ActiveDirectory);
            Tell([.. all.Select(change => AppliedChange.Failure(change, ProblemOf.Call(change.Group.Name, error)))]);
        }
        catch (CloudException error)
        {
            if (error.Problem.Class is CloudProblemClass.Authentication or CloudProblemClass.Transient or CloudProblemClass.Throttled) silent.Add(DirectorySide.Entra);
            if (error.Problem.Class is CloudProblemClass.NotFound or CloudProblemClass.NotTheExpectedObject or CloudProblemClass.Conflict) MustBeRead.Add(DirectorySide.Entra);
            Tell([.. all.Select(change => AppliedChange.Failure(change, ProblemOf.Call(change.Group.Name, error.Problem)))]);
        }
    }

    private void Tell(IReadOnlyList<AppliedChange> done)
    {
        results.AddRange(done);
        foreach (var one in done) told(one);
    }

    private static bool IsOfMembers(PlannedChange change) => change is PlannedChange.AddMembers or PlannedChange.RemoveMembers;
}
