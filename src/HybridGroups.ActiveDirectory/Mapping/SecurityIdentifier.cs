using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HybridGroups.ActiveDirectory.Mapping;

/// <summary>A SID (MS-DTYP 2.4.2).</summary>
public sealed record SecurityIdentifier
{
    private readonly ulong authority;
    private readonly uint[] parts;

    private SecurityIdentifier(ulong authority, uint[] parts)
    {
        this.authority = authority;
        this.parts = parts;
    }

    public static SecurityIdentifier Everyone { get; } = new(1, [0]);

    public static SecurityIdentifier AuthenticatedUsers { get; } = new(5, [11]);

    /// <summary>BUILTIN\Administrators, the same everywhere.</summary>
    public static SecurityIdentifier Administrators { get; } = new(5, [32, 544]);

    public uint RelativeId => parts.Length > 0 ? parts[^1] : 0;

    /// <summary>Made by the system: BUILTIN, or one of the first thousand of a domain.</summary>
    public bool IsWellKnown => parts.Length < 5 || parts[0] != 21 || RelativeId < 1000;

    internal int Length => 8 + (parts.Length * 4);

    public static SecurityIdentifier Read(ReadOnlySpan<byte> bytes) =>
        TryRead(bytes) ?? throw new FormatException("The bytes are not those of a SID.");

    public static SecurityIdentifier? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8 || bytes[0] != 1 || bytes[1] > 15 || bytes.Length < 8 + (bytes[1] * 4)) return null;
        var read = new uint[bytes[1]];
        for (var i = 0; i < read.Length; i++) read[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(8 + (i * 4))..]);
        return new SecurityIdentifier(BinaryPrimitives.ReadUInt64BigEndian(bytes) & 0xFFFF_FFFF_FFFF, read);
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out SecurityIdentifier? sid)
    {
        sid = null;
        var fields = text.Split('-');
        if (fields.Length is < 3 or > 18 || fields[0] is not ("S" or "s") || fields[1] != "1") return false;
        if (!ulong.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var top) || top > 0xFFFF_FFFF_FFFF) return false;
        var read = new uint[fields.Length - 3];
        for (var i = 0; i < read.Length; i++)
        {
            if (!uint.TryParse(fields[i + 3], NumberStyles.None, CultureInfo.InvariantCulture, out read[i])) return false;
        }

        sid = new SecurityIdentifier(top, read);
        return true;
    }

    public SecurityIdentifier Child(uint relativeId) => new(authority, [.. parts, relativeId]);

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, authority);
        bytes[0] = 1;
        bytes[1] = (byte)parts.Length;
        for (var i = 0; i < parts.Length; i++) BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8 + (i * 4)), parts[i]);
        return bytes;
    }

    public bool Equals(SecurityIdentifier? other) =>
        other is not null && authority == other.authority && parts.AsSpan().SequenceEqual(other.parts);

    public override int GetHashCode() => HashCode.Combine(authority, parts.Length, RelativeId);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"S-1-{authority}") + string.Concat(parts.Select(part => "-" + part.ToString(CultureInfo.InvariantCulture)));
}
