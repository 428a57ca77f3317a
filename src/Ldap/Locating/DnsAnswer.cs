using System.Buffers.Binary;
using System.Text;

namespace Ldap;

/// <summary>What a name server answered to a question for service records.</summary>
internal sealed record DnsAnswer(DnsAnswerCode Code, bool IsTruncated, IReadOnlyList<ServiceRecord> Services)
{
    private const int HeaderLength = 12;
    private const ushort IsAnswer = 0x8000;
    private const ushort Truncated = 0x0200;
    private const int LongestName = 255;

    /// <summary>Null when it is not the answer to this question: somebody else's, a late one, or a forged one.</summary>
    /// <exception cref="FormatException">It cannot be read.</exception>
    public static DnsAnswer? Read(ReadOnlySpan<byte> message, ReadOnlySpan<byte> question)
    {
        if (message.Length < HeaderLength || !message[..2].SequenceEqual(question[..2])) return null;
        var flags = Number(message, 2);
        if ((flags & IsAnswer) == 0) return null;
        var (questions, answers) = (Number(message, 4), Number(message, 6));
        var at = HeaderLength;
        for (var index = 0; index < questions; index++)
        {
            var asked = Name(message, ref at);
            var end = HeaderLength;
            if (!string.Equals(asked, Name(question, ref end), StringComparison.OrdinalIgnoreCase)) return null;
            at += 4;
        }

        var services = new List<ServiceRecord>();
        for (var index = 0; index < answers; index++)
        {
            _ = Name(message, ref at);
            var (type, length) = (Number(message, at), Number(message, at + 8));
            at += 10;
            if (at + length > message.Length) throw Broken();
            if (type == DnsQuestion.ServiceType) AddService(message, at, services);
            at += length;
        }

        return new DnsAnswer((DnsAnswerCode)(flags & 0xF), (flags & Truncated) != 0, services);
    }

    private static void AddService(ReadOnlySpan<byte> message, int at, List<ServiceRecord> services)
    {
        var name = at + 6;
        var host = Name(message, ref name);
        // The root as a host means: there is no such service here.
        if (host.Length > 0) services.Add(new ServiceRecord(host, Number(message, at + 4), Number(message, at), Number(message, at + 2)));
    }

    // A name ends in a zero, or in a pointer to the rest of it, which lies before: so it cannot go in circles.
    private static string Name(ReadOnlySpan<byte> message, ref int at)
    {
        var name = new StringBuilder();
        var (position, limit, hasJumped) = (at, at, false);
        while (true)
        {
            var length = Byte(message, position);
            if (length == 0) break;
            if ((length & 0xC0) == 0xC0)
            {
                var target = Number(message, position) & 0x3FFF;
                if (!hasJumped) at = position + 2;
                if (target >= limit) throw Broken();
                (position, limit, hasJumped) = (target, target, true);
                continue;
            }

            if (length > 63 || position + 1 + length > message.Length || name.Length + length > LongestName) throw Broken();
            if (name.Length > 0) name.Append('.');
            name.Append(Encoding.ASCII.GetString(message.Slice(position + 1, length)));
            position += 1 + length;
        }

        if (!hasJumped) at = position + 1;
        return name.ToString();
    }

    private static byte Byte(ReadOnlySpan<byte> message, int at) => at < message.Length ? message[at] : throw Broken();

    private static ushort Number(ReadOnlySpan<byte> message, int at) =>
        at + 2 <= message.Length ? BinaryPrimitives.ReadUInt16BigEndian(message[at..]) : throw Broken();

    private static FormatException Broken() => new("The answer of the name server cannot be read.");
}
