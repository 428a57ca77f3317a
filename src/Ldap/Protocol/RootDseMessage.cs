using System.Formats.Asn1;
using System.Text;

namespace Ldap.Protocol;

/// <summary>The LDAP messages of one question: which naming context does this server serve? (RFC 4511, RFC 4512 5.1)</summary>
internal static class RootDseMessage
{
    private const string Attribute = "defaultNamingContext";

    private static readonly Asn1Tag SearchRequest = new(TagClass.Application, 3, isConstructed: true);
    private static readonly Asn1Tag SearchResultEntry = new(TagClass.Application, 4, isConstructed: true);
    private static readonly Asn1Tag SearchResultDone = new(TagClass.Application, 5, isConstructed: true);
    private static readonly Asn1Tag PresentFilter = new(TagClass.ContextSpecific, 7);

    public static byte[] Request(int messageId, int timeLimitSeconds)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(messageId);
            using (writer.PushSequence(SearchRequest))
            {
                writer.WriteOctetString([]);          // base: the root
                writer.WriteEnumeratedValue(SearchScope.Base);
                writer.WriteEnumeratedValue(DereferenceAliases.Never);
                writer.WriteInteger(1);               // size limit
                writer.WriteInteger(timeLimitSeconds);
                writer.WriteBoolean(value: false);    // values too, not types only
                writer.WriteOctetString("objectClass"u8, PresentFilter);
                using (writer.PushSequence())
                {
                    writer.WriteOctetString(Encoding.UTF8.GetBytes(Attribute));
                }
            }
        }

        return writer.Encode();
    }

    /// <summary>Reads a message of the answer. Null while there are more to come.</summary>
    public static RootDseAnswer? Read(ReadOnlyMemory<byte> message, string? namingContext)
    {
        var reader = new AsnReader(message, AsnEncodingRules.BER).ReadSequence();
        reader.ReadInteger();
        var tag = reader.PeekTag();
        if (tag == SearchResultEntry)
        {
            return new RootDseAnswer(NamingContextOf(reader.ReadSequence(SearchResultEntry)), IsComplete: false, Error: null);
        }

        if (tag != SearchResultDone)
        {
            return null; // an unsolicited notification or the like
        }

        var done = reader.ReadSequence(SearchResultDone);
        var code = (int)done.ReadEnumeratedValue<ResultCode>();
        done.ReadOctetString();
        var text = Encoding.UTF8.GetString(done.ReadOctetString());
        return new RootDseAnswer(namingContext, IsComplete: true, code == 0 ? null : $"result code {code}: {text}");
    }

    private static string? NamingContextOf(AsnReader entry)
    {
        entry.ReadOctetString();
        var attributes = entry.ReadSequence();
        while (attributes.HasData)
        {
            var attribute = attributes.ReadSequence();
            var name = Encoding.UTF8.GetString(attribute.ReadOctetString());
            var values = attribute.ReadSetOf();
            if (name.Equals(Attribute, StringComparison.OrdinalIgnoreCase) && values.HasData)
            {
                return Encoding.UTF8.GetString(values.ReadOctetString());
            }
        }

        return null;
    }

    private enum SearchScope
    {
        Base = 0,
    }

    private enum DereferenceAliases
    {
        Never = 0,
    }

    private enum ResultCode
    {
        Success = 0,
    }
}
