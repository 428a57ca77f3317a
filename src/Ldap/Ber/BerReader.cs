namespace Ldap;

/// <summary>
/// Reads the part of BER that LDAP allows (RFC 4511 §5.1): single-byte tags, definite lengths, primitive strings. It copies
/// nothing; a value that does not fit is a protocol violation, never an index out of range.
/// </summary>
internal ref struct BerReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> rest = data;

    public readonly bool IsAtEnd => rest.IsEmpty;

    public readonly int Remaining => rest.Length;

    public readonly bool IsNext(byte tag) => !rest.IsEmpty && rest[0] == tag;

    public ReadOnlySpan<byte> Read(byte tag)
    {
        if (!TryReadAny(out var found, out var content))
            throw LdapErrors.ProtocolViolation("a value is longer than what holds it");
        return found == tag
            ? content
            : throw LdapErrors.ProtocolViolation($"tag 0x{tag:X2} was expected and 0x{found:X2} came");
    }

    public BerReader ReadInto(byte tag) => new(Read(tag));

    public string ReadString(byte tag = BerTag.OctetString) => System.Text.Encoding.UTF8.GetString(Read(tag));

    public int ReadInteger(byte tag = BerTag.Integer)
    {
        var content = Read(tag);
        if (content.IsEmpty || content.Length > 4) throw LdapErrors.ProtocolViolation($"an integer of {content.Length} bytes");
        var value = (int)(sbyte)content[0];
        foreach (var next in content[1..]) value = (value << 8) | next;
        return value;
    }

    public bool ReadBoolean()
    {
        var content = Read(BerTag.Boolean);
        return content.Length == 1 ? content[0] != 0 : throw LdapErrors.ProtocolViolation("a boolean that is not one byte");
    }

    public bool TryReadAny(out byte tag, out ReadOnlySpan<byte> content)
    {
        tag = 0;
        content = default;
        if (!TryReadHeader(rest, out var header, out var length) || length > rest.Length - header) return false;
        tag = rest[0];
        content = rest.Slice(header, (int)length);
        rest = rest[(header + (int)length)..];
        return true;
    }

    /// <summary>False when the header is not all there yet, or is one that LDAP does not allow.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> data, out int header, out long length)
    {
        header = 0;
        length = 0;
        if (data.Length < 2 || (data[0] & 0x1F) == 0x1F) return false;
        var first = data[1];
        if (first < 0x80)
        {
            header = 2;
            length = first;
            return true;
        }

        var count = first & 0x7F;
        if (count is 0 or > 7 || data.Length < 2 + count) return false;
        for (var i = 0; i < count; i++) length = (length << 8) | data[2 + i];
        header = 2 + count;
        return true;
    }
}
