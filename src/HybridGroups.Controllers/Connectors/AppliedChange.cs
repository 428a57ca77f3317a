using HybridGroups.Sync.Planning;

namespace HybridGroups.Controllers.Connectors;

/// <summary>What came of one planned change.</summary>
/// <param name="Count">How many single things were done: members, or the one change of a group.</param>
internal sealed record AppliedChange(PlannedChange Change, int Count, IReadOnlyList<ObjectProblem> Problems)
{
    public int Failed { get; init; }

    public static AppliedChange Done(PlannedChange change) => new(change, change.Count, []);

    public static AppliedChange Failure(PlannedChange change, ObjectProblem problem) => new(change, 0, [problem with { Intent = change.Intent }])
    {
        Failed = change.Count,
    };
}
