namespace HybridGroups.Rules.Values;

/// <summary>
/// What "without case" means, in one place: both texts in upper case, character by character and the same in every culture,
/// then compared by code unit. Accents, ß and ss, composed and decomposed characters stay different.
/// </summary>
public static class Folding
{
    public static string Fold(string text) => text.ToUpperInvariant();

    public static bool Equal(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    /// <summary>The directory keeps no empty texts: empty and absent are one state.</summary>
    public static string? Stored(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
