using HybridGroups.Sync.Planning;

namespace HybridGroups.Sync.Tests.Directories;

internal static class PlanReading
{
    public static T[] All<T>(this Plan plan)
        where T : PlannedChange => [.. plan.Changes.OfType<T>()];

    public static T Only<T>(this Plan plan)
        where T : PlannedChange => plan.Changes.OfType<T>().ShouldHaveSingleItem();

    public static ObjectProblem OnlyProblem(this Plan plan) => plan.Problems.ShouldHaveSingleItem();

    /// <summary>Every problem tells what to do, and about what.</summary>
    public static void ShouldTell(this IEnumerable<ObjectProblem> problems, string problemClass)
    {
        var told = problems.Where(problem => string.Equals(problem.Class, problemClass, StringComparison.Ordinal)).ToArray();
        told.ShouldNotBeEmpty($"nobody was told of {problemClass}");
        told.ShouldAllBe(problem => problem.Message.Length > 0 && problem.Remedy.Length > 0 && problem.Object.Length > 0 && problem.Intent != null);
    }

    public static bool TakesAway(this PlannedChange change) => change is
        PlannedChange.RemoveMembers or PlannedChange.ReplaceMembersByRule or PlannedChange.DeleteCloudGroup or PlannedChange.DeleteOnPremisesGroup or PlannedChange.QuarantineOnPremisesGroup;
}
