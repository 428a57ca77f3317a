namespace HybridGroups.Rules.Diagnostics;

/// <summary>What somebody probably meant.</summary>
public static class NearestName
{
    private const int LongestName = 64;

    /// <summary>The candidate that a typist most likely meant, or null when none is near.</summary>
    public static string? Of(string typed, IEnumerable<string> candidates)
    {
        if (typed.Length is 0 or > LongestName)
        {
            return null;
        }

        var allowed = Math.Max(1, typed.Length / 3);
        string? best = null;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - typed.Length) > allowed)
            {
                continue;
            }

            var distance = Distance(typed, candidate);
            if (distance <= allowed)
            {
                best = candidate;
                allowed = distance - 1;
            }
        }

        return best;
    }

    // Damerau-Levenshtein without case: a transposition is one slip of the fingers, not two.
    private static int Distance(string a, string b)
    {
        Span<int> beforeLast = stackalloc int[(2 * LongestName) + 1];
        Span<int> last = stackalloc int[(2 * LongestName) + 1];
        Span<int> current = stackalloc int[(2 * LongestName) + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = Same(a[i - 1], b[j - 1]);
                var least = Math.Min(Math.Min(current[j - 1], last[j]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    least = Math.Min(least, beforeLast[j - 2] + 1);
                }

                current[j] = least;
            }

            last.CopyTo(beforeLast);
            current.CopyTo(last);
        }

        return last[b.Length];
    }

    private static bool Same(char x, char y) => char.ToUpperInvariant(x) == char.ToUpperInvariant(y);
}
