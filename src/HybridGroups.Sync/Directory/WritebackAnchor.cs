using System.Diagnostics.CodeAnalysis;

namespace HybridGroups.Sync.Directory;

/// <summary>The mark on a written-back group: it is found by it wherever it is moved, and never synced up again because of it.</summary>
public readonly record struct WritebackAnchor(Guid EntraId)
{
    private const string Prefix = "Group_";

    public static bool TryParse(string? text, [NotNullWhen(true)] out WritebackAnchor? anchor)
    {
        anchor = text is not null
            && text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && Guid.TryParseExact(text.AsSpan(Prefix.Length), "D", out var id)
            ? new WritebackAnchor(id)
            : null;
        return anchor is not null;
    }

    public override string ToString() => Prefix + EntraId.ToString("D");
}
