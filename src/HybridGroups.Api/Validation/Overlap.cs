namespace HybridGroups.Api.Validation;

/// <summary>Something that is both in and out.</summary>
internal static class Overlap
{
    public static string? ProblemOf(IReadOnlyList<string>? include, IReadOnlyList<string>? exclude, string includeName = "include", string excludeName = "exclude")
    {
        var both = (include ?? []).Intersect(exclude ?? [], StringComparer.OrdinalIgnoreCase).ToArray();
        return both.Length == 0 ? null : $"{includeName} and {excludeName} both name '{both[0]}'; name it in one of them";
    }
}
