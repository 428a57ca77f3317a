using System.Diagnostics.CodeAnalysis;

namespace HybridGroups.Sync.Directory;

/// <summary>The mark on a written-back group: it is found by it wherever it is moved, and never synced up again because of it.</summary>
public readonly record struct WritebackAnchor(Guid EntraId)
{
    private const string Prefix = "Group_";

    /// <summary>
    /// A group that a rule made carries a mark of its own kind: the ids of Entra are random (version 4), these are not (version 8),
    /// so that writeback never takes it for a group whose source has gone.
    /// </summary>
    public bool IsForRule => EntraId.Version == 8;

    /// <summary>The mark of the group that a rule makes.</summary>
    public static WritebackAnchor ForRule(Guid rule)
    {
        Span<byte> bytes = stackalloc byte[16];
        rule.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        return new WritebackAnchor(new Guid(bytes, bigEndian: true));
    }

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
