namespace Kube.Client.Metadata;

/// <summary>Resource versions of one kind can be compared (KEP-5504): positive decimal numbers of any length.</summary>
public static class ResourceVersions
{
    /// <summary>Negative, zero or positive as in comparers; null when one of them is none: that is never guessed.</summary>
    public static int? Compare(string? left, string? right)
    {
        if (!IsValid(left) || !IsValid(right))
        {
            return null;
        }

        return left!.Length != right!.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);
    }

    private static bool IsValid(string? text) => text is { Length: > 0 } && text[0] is not '0' && text.All(char.IsAsciiDigit);
}
