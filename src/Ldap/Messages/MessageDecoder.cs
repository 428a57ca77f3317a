using System.Text;

namespace Ldap;

/// <summary>Reads the messages of a server. Entries keep slices of the message instead of copies of each value.</summary>
internal sealed class MessageDecoder
{
    // The same few dozen attribute descriptions come with every entry: each text is made once. A hostile server could send
    // ever new ones, hence the limit.
    private const int MostKnownDescriptions = 4096;

    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> lookup;

    public MessageDecoder() => lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static MessageHeader ReadHeader(ReadOnlySpan<byte> message)
    {
        var outer = new BerReader(message);
        var content = outer.ReadInto(BerTag.Sequence);
        var id = content.ReadInteger();
        if (id < 0) throw LdapErrors.ProtocolViolation("a negative message number");
        if (!content.TryReadAny(out var tag, out var body)) throw LdapErrors.ProtocolViolation("an operation that is cut short");
        var bodyEnd = message.Length - content.Remaining - outer.Remaining;
        var controlsLength = content.Remaining;
        return new MessageHeader(id, tag, bodyEnd - body.Length, body.Length, bodyEnd, controlsLength);
    }

    public static IReadOnlyList<LdapControl> ReadControls(ReadOnlyMemory<byte> message, MessageHeader header)
    {
        if (header.ControlsLength == 0) return [];
        var outer = new BerReader(message.Span.Slice(header.ControlsStart, header.ControlsLength));
        if (!outer.IsNext(BerTag.Controls)) return [];
        var list = outer.ReadInto(BerTag.Controls);
        var controls = new List<LdapControl>();
        while (!list.IsAtEnd)
        {
            var control = list.ReadInto(BerTag.Sequence);
            var oid = control.ReadString();
            var critical = control.IsNext(BerTag.Boolean) && control.ReadBoolean();
            controls.Add(new LdapControl(oid, critical, control.IsNext(BerTag.OctetString) ? control.Read(BerTag.OctetString).ToArray() : null));
        }

        return controls;
    }

    public static LdapResult ReadResult(ReadOnlyMemory<byte> message, MessageHeader header)
    {
        var reader = new BerReader(message.Span.Slice(header.BodyStart, header.BodyLength));
        var code = (LdapResultCode)reader.ReadInteger(BerTag.Enumerated);
        var matched = reader.ReadString();
        var diagnostic = reader.ReadString().TrimEnd('\0', '\n', ' ');
        List<string>? referrals = null;
        ReadOnlyMemory<byte>? credentials = null;
        string? name = null;
        while (reader.TryReadAny(out var tag, out var content))
        {
            switch (tag)
            {
                case BerTag.Referral:
                    referrals = ReadStrings(new BerReader(content));
                    break;
                case BerTag.ServerSaslCredentials:
                    credentials = content.ToArray();
                    break;
                case BerTag.ResponseName:
                    name = Encoding.UTF8.GetString(content);
                    break;
            }
        }

        return new LdapResult(code, matched, diagnostic)
        {
            Referrals = referrals ?? (IReadOnlyList<string>)[],
            Controls = ReadControls(message, header),
            ServerCredentials = credentials,
            ResponseName = name,
        };
    }

    public static IReadOnlyList<string> ReadReference(ReadOnlyMemory<byte> message, MessageHeader header) =>
        ReadStrings(new BerReader(message.Span.Slice(header.BodyStart, header.BodyLength)));

    public LdapEntry ReadEntry(ReadOnlyMemory<byte> message, MessageHeader header)
    {
        var span = message.Span;
        var bodyEnd = header.BodyStart + header.BodyLength;
        var reader = new BerReader(span[header.BodyStart..bodyEnd]);
        var name = reader.ReadString();
        var list = reader.ReadInto(BerTag.Sequence);
        var listEnd = bodyEnd - reader.Remaining;
        var attributes = new List<LdapAttribute>(16);
        while (!list.IsAtEnd)
        {
            var attribute = list.ReadInto(BerTag.Sequence);
            var attributeEnd = listEnd - list.Remaining;
            var description = Description(attribute.Read(BerTag.OctetString));
            var set = attribute.ReadInto(BerTag.Set);
            var setEnd = attributeEnd - attribute.Remaining;
            attributes.Add(new LdapAttribute(description, ReadValues(message, set, setEnd)));
        }

        return new LdapEntry(name, attributes, ReadControls(message, header));
    }

    private static ReadOnlyMemory<byte>[] ReadValues(ReadOnlyMemory<byte> message, BerReader set, int setEnd)
    {
        var count = 0;
        for (var counter = set; !counter.IsAtEnd; count++) counter.Read(BerTag.OctetString);
        var values = new ReadOnlyMemory<byte>[count];
        for (var i = 0; i < count; i++)
        {
            var length = set.Read(BerTag.OctetString).Length;
            values[i] = message.Slice(setEnd - set.Remaining - length, length);
        }

        return values;
    }

    private static List<string> ReadStrings(BerReader reader)
    {
        var texts = new List<string>();
        while (!reader.IsAtEnd) texts.Add(reader.ReadString());
        return texts;
    }

    private string Description(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > 128) return Encoding.UTF8.GetString(utf8);
        Span<char> text = stackalloc char[128];
        var length = Encoding.UTF8.GetChars(utf8, text);
        var characters = text[..length];
        if (lookup.TryGetValue(characters, out var found)) return found;
        var made = characters.ToString();
        if (known.Count < MostKnownDescriptions) known[made] = made;
        return made;
    }
}
