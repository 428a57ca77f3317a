namespace Ldap;

/// <summary>Where one LDAP message ends in what has arrived so far.</summary>
internal static class BerFrame
{
    /// <summary>The most that the tag and the length of a message can take.</summary>
    public const int LongestHeader = 9;

    /// <summary>
    /// The length of the message at the beginning, header included; 0 when its header has not arrived yet. A server that
    /// announces more than <paramref name="maximum"/> is not believed, and nothing is allocated for it.
    /// </summary>
    public static int Measure(ReadOnlySpan<byte> data, int maximum)
    {
        if (data.IsEmpty) return 0;
        if (data[0] != BerTag.Sequence) throw LdapErrors.NotLdap(data[0]);
        if (data.Length < 2) return 0;
        if (data[1] == 0x80 || data[1] > 0x87) throw LdapErrors.ProtocolViolation($"a length of form 0x{data[1]:X2}");
        if (!BerReader.TryReadHeader(data, out var header, out var length)) return 0;
        return header + length <= maximum ? header + (int)length : throw LdapErrors.MessageTooLarge(header + length, maximum);
    }
}
