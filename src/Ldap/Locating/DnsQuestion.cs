using System.Buffers.Binary;
using System.Text;

namespace Ldap;

/// <summary>A question for the service records of a name, as it is sent (RFC 1035).</summary>
internal static class DnsQuestion
{
    public const ushort ServiceType = 33;
    public const ushort InternetClass = 1;

    // What every path carries in one piece; more of an answer is asked for over TCP.
    private const ushort LargestDatagram = 1232;
    private const ushort OptionsType = 41;
    private const ushort RecursionDesired = 0x0100;
    private const int LongestLabel = 63;
    private const int LongestName = 253;

    public static byte[] For(ushort id, string name)
    {
        var message = new List<byte>(64);
        Add(message, id, RecursionDesired, 1, 0, 0, 1); // one question, and in the additional part how large an answer may be
        message.AddRange(Encode(name));
        Add(message, ServiceType, InternetClass);
        message.Add(0);
        Add(message, OptionsType, LargestDatagram, 0, 0, 0);
        return [.. message];
    }

    private static List<byte> Encode(string name)
    {
        var encoded = new List<byte>(name.Length + 2);
        foreach (var label in name.TrimEnd('.').Split('.'))
        {
            if (label.Length is 0 or > LongestLabel || name.Length > LongestName || !Ascii.IsValid(label))
                throw new FormatException($"'{name}' is not the name of a domain in DNS.");
            encoded.Add((byte)label.Length);
            encoded.AddRange(Encoding.ASCII.GetBytes(label));
        }

        encoded.Add(0);
        return encoded;
    }

    private static void Add(List<byte> message, params ReadOnlySpan<ushort> numbers)
    {
        Span<byte> two = stackalloc byte[2];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteUInt16BigEndian(two, number);
            message.AddRange(two);
        }
    }
}
