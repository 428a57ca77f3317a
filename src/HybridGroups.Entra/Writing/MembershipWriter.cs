using System.Text.Json.Nodes;
using HybridGroups.Entra.Batching;
using HybridGroups.Entra.Requests;
using HybridGroups.Entra.Throttling;
using HybridGroups.Sync.Cloud.Memberships;
using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Entra.Writing;

/// <summary>
/// Carries out membership changes over any number of groups with as few requests as there can be: additions twenty to a PATCH,
/// PATCHes and removals twenty to a batch. When one member spoils a PATCH, that one alone is singled out.
/// </summary>
internal sealed class MembershipWriter(GraphTransport transport, BatchSender batches, MembershipChecks checks, RecentWrites recent)
{
    private const int MostPerBind = 20;
    private const int TriesForFresh = 9;
    private const int TriesForKnown = 4;
    private const int LongestWait = 5;

    public async Task<IReadOnlyList<MembershipOutcome>> ApplyAsync(IReadOnlyList<MembershipChange> changes, CancellationToken cancellation)
    {
        var outcomes = new MembershipOutcome?[changes.Count];
        var wave = await PlanAsync(changes, outcomes, cancellation);
        while (wave.Count > 0)
        {
            var results = await batches.SendAsync([.. wave.Select(work => ItemOf(work, changes))], isBeta: false, cancellation);
            var next = new List<MembershipWork>();
            for (var i = 0; i < wave.Count; i++)
                Judge(wave[i], results[i], changes, outcomes, next);
            // Replicas need a moment before what they do not know yet is there.
            var tries = next.Count == 0 ? 0 : next.Max(work => work.Tries);
            if (tries > 0)
                await Task.Delay(GraphTransport.Backoff(Math.Min(tries - 1, LongestWait), wave.Count), transport.Clock, cancellation);
            wave = next;
        }

        return outcomes!;
    }

    private async Task<List<MembershipWork>> PlanAsync(
        IReadOnlyList<MembershipChange> changes, MembershipOutcome?[] outcomes, CancellationToken cancellation)
    {
        var pairs = new Dictionary<(Guid, Guid), Type>();
        for (var i = 0; i < changes.Count; i++)
        {
            if (!pairs.TryAdd((changes[i].Target.Group, changes[i].Member), changes[i].GetType()))
                throw new ArgumentException($"The membership of {changes[i].Member:D} in {changes[i].Target.Group:D} is changed twice.", nameof(changes));
            if (MembershipChecks.Refusal(changes[i].Target) is { } refusal)
                outcomes[i] = new MembershipOutcome.Failed(changes[i], refusal);
        }

        var open = Enumerable.Range(0, changes.Count).Where(i => outcomes[i] is null).ToList();
        var removals = open.Where(i => changes[i] is MembershipChange.Remove).ToList();
        var problems = await checks.LookAtAsync([.. removals.Select(i => changes[i].Target.Group).Distinct()], cancellation);
        foreach (var i in removals)
        {
            if (problems.TryGetValue(changes[i].Target.Group, out var problem))
                outcomes[i] = new MembershipOutcome.Failed(changes[i], problem);
        }

        // The first twenty of every group, then the second of every group: PATCHes of one group seldom travel together.
        var binds = open.Where(i => changes[i] is MembershipChange.Add)
            .GroupBy(i => changes[i].Target.Group)
            .SelectMany(group => group.Chunk(MostPerBind).Select((chunk, round) => (Round: round, Work: (MembershipWork)new MembershipWork.Bind(group.Key, chunk))))
            .OrderBy(entry => entry.Round)
            .Select(entry => entry.Work);
        return
        [
            .. binds,
            .. removals.Where(i => outcomes[i] is null).Select(i => new MembershipWork.Remove(changes[i].Target.Group, i)),
        ];
    }

    private BatchItem ItemOf(MembershipWork work, IReadOnlyList<MembershipChange> changes)
    {
        var touches = work.Positions.Select(i => $"{work.Group:D}/{changes[i].Member:D}").ToList();
        var patch = GraphPath.Group(work.Group);
        return work switch
        {
            MembershipWork.Bind bind => new BatchItem(GraphOperation.AddMembers, HttpMethod.Patch, patch)
            {
                Body = new JsonObject { ["members@odata.bind"] = new JsonArray([.. bind.Changes.Select(i => JsonValue.Create(Link(changes[i].Member)))]) },
                Touches = touches,
                Cost = RequestCost.Of(HttpMethod.Patch, patch, bind.Changes.Count),
            },
            MembershipWork.AddOne one => new BatchItem(GraphOperation.AddMembers, HttpMethod.Post, GraphPath.NewMember(work.Group))
            {
                Body = new JsonObject { ["@odata.id"] = Link(changes[one.Change].Member) },
                Touches = touches,
                Cost = RequestCost.Of(HttpMethod.Post, GraphPath.NewMember(work.Group)),
            },
            MembershipWork.Remove remove => new BatchItem(GraphOperation.RemoveMember, HttpMethod.Delete, GraphPath.Membership(work.Group, changes[remove.Change].Member))
            {
                Touches = touches,
                Cost = RequestCost.Of(HttpMethod.Delete, ""),
            },
            _ => throw new InvalidOperationException(work.GetType().Name),
        };
    }

    private string Link(Guid id) => GraphPath.DirectoryObject(transport.Root, id);

    private void Judge(
        MembershipWork work, BatchResult result, IReadOnlyList<MembershipChange> changes, MembershipOutcome?[] outcomes, List<MembershipWork> next)
    {
        switch (work, result.Problem)
        {
            case (_, null):
                foreach (var i in work.Positions)
                    Settle(outcomes, changes, i, new MembershipOutcome.Applied(changes[i]));
                break;
            case (MembershipWork.AddOne one, { } problem) when GraphProblems.SaysAlreadyMember(problem):
                Settle(outcomes, changes, one.Change, new MembershipOutcome.AlreadySo(changes[one.Change]));
                break;
            case (MembershipWork.Remove remove, { } problem) when GraphProblems.SaysNotAMember(problem)
                || (problem.Class == CloudProblemClass.NotFound && GraphProblems.NamedId(problem) == changes[remove.Change].Member):
                Settle(outcomes, changes, remove.Change, new MembershipOutcome.AlreadySo(changes[remove.Change]));
                break;
            case (_, { Class: CloudProblemClass.NotFound } problem):
                NotFound(work, problem, changes, outcomes, next);
                break;
            case (MembershipWork.Bind bind, { Class: CloudProblemClass.ObjectRefused, Status: 400 }):
                // Who it was, the answer does not say: ask one by one.
                next.AddRange(bind.Changes.Select(i => new MembershipWork.AddOne(work.Group, i, work.Tries)));
                break;
            case (_, { } problem):
                Fail(work, problem, changes, outcomes);
                break;
        }
    }

    private void NotFound(
        MembershipWork work, CloudProblem problem, IReadOnlyList<MembershipChange> changes, MembershipOutcome?[] outcomes, List<MembershipWork> next)
    {
        var named = GraphProblems.NamedId(problem);
        if (work is MembershipWork.Bind { Changes.Count: > 1 } bind && bind.Changes.Where(i => changes[i].Member == named).ToList() is [var missing])
        {
            // The others did nothing wrong and go on together.
            next.Add(bind with { Changes = [.. bind.Changes.Where(i => i != missing)] });
            next.Add(new MembershipWork.AddOne(work.Group, missing, work.Tries + 1));
            return;
        }

        // Whom the answer names is missing: a group that is new makes nobody else so.
        var isFresh = named is { } one && one != work.Group && work.Positions.Any(i => changes[i].Member == one)
            ? recent.WasWritten(one)
            : recent.WasWritten(work.Group) || work.Positions.Any(i => recent.WasWritten(changes[i].Member));
        if (work.Tries + 1 < (isFresh ? TriesForFresh : TriesForKnown))
            next.Add(work with { Tries = work.Tries + 1 });
        else
            Fail(work, problem, changes, outcomes);
    }

    private static void Fail(MembershipWork work, CloudProblem problem, IReadOnlyList<MembershipChange> changes, MembershipOutcome?[] outcomes)
    {
        foreach (var i in work.Positions)
            outcomes[i] = new MembershipOutcome.Failed(changes[i], problem);
    }

    private void Settle(MembershipOutcome?[] outcomes, IReadOnlyList<MembershipChange> changes, int i, MembershipOutcome outcome)
    {
        recent.WroteMembership(changes[i].Target.Group, changes[i].Member, changes[i] is MembershipChange.Add);
        outcomes[i] = outcome;
    }
}
