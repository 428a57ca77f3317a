using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Safety;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Accidents;

/// <summary>What must be true after every accident.</summary>
internal static class Aftermath
{
    public static Verdict ShouldTakeNothingAway(this Verdict verdict)
    {
        verdict.Apply.Where(change => change.TakesAway()).ShouldBeEmpty();
        return verdict;
    }

    public static Verdict ShouldDoNothing(this Verdict verdict)
    {
        verdict.Apply.ShouldBeEmpty();
        return verdict;
    }

    /// <summary>It waits for a person, who is told why and how much.</summary>
    public static Verdict ShouldWaitForApproval(this Verdict verdict, string because)
    {
        verdict.Held.ShouldNotBeNull("nobody is asked");
        verdict.Held.Reasons.ShouldContain(reason => reason.Contains(because, StringComparison.Ordinal), string.Join("; ", verdict.Held.Reasons));
        // Of each reason there is a limit, by its name in spec.safety: what people count goes by that.
        verdict.Held.Exceeded.Except(WithoutANumber).Select(limit => $"max{limit}")
            .ShouldBe(LimitsIn(verdict.Held.Reasons), ignoreOrder: true);
        verdict.Held.Exceeded.Intersect(WithoutANumber).Any().ShouldBe(verdict.Held.Reasons.Any(reason => !reason.Contains(", and max", StringComparison.Ordinal)));
        (verdict.Held.DeletedGroups + verdict.Held.RemovedMembers + verdict.Held.AddedMembers).ShouldBeGreaterThan(0);
        return verdict;
    }

    private static readonly GuardLimit[] WithoutANumber = [GuardLimit.ShrunkenDirectory, GuardLimit.Takeover];

    private static IEnumerable<string> LimitsIn(IReadOnlyList<string> reasons) => reasons
        .Where(reason => reason.Contains(", and max", StringComparison.Ordinal))
        .Select(reason => reason[(reason.LastIndexOf(", and ", StringComparison.Ordinal) + ", and ".Length)..].Split(' ')[0])
        .Distinct(StringComparer.Ordinal);

    public static Verdict ShouldHoldNothing(this Verdict verdict)
    {
        verdict.Held.ShouldBeNull();
        verdict.AwaitingConfirmation.ShouldBeEmpty();
        return verdict;
    }

    public static Verdict ShouldRefuse(this Verdict verdict, string problemClass)
    {
        verdict.Refused.ShouldTell(problemClass);
        return verdict;
    }
}
