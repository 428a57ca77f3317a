using HybridGroups.Sync.Intents;

namespace HybridGroups.Sync.Planning;

/// <summary>An object that cannot be brought into agreement: what, which, why, and what to do.</summary>
/// <param name="Class">One word that programs may rely on; see <see cref="ProblemClasses"/>.</param>
public sealed record ObjectProblem(string Class, string Object, string Message, string Remedy)
{
    public IntentRef? Intent { get; init; }
}
