using System.Formats.Asn1;
using System.Text;

namespace Ldap.Tests.Servers;

/// <summary>Messages as a server writes them.</summary>
internal static class Answer
{
    public static byte[] Result(int id, int operation, LdapResultCode code = LdapResultCode.Success, string text = "", params string[] referrals) => Message(id, writer =>
    {
        using var scope = writer.PushSequence(new Asn1Tag(TagClass.Application, operation));
        writer.WriteEnumeratedValue(code);
        writer.WriteOctetString([]);
        writer.WriteOctetString(Encoding.UTF8.GetBytes(text));
        if (referrals.Length == 0) return;
        using var list = writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 3));
        foreach (var referral in referrals) writer.WriteOctetString(Encoding.UTF8.GetBytes(referral));
    });

    public static byte[] Bound(int id) => Result(id, 1);

    public static byte[] Done(int id, LdapResultCode code = LdapResultCode.Success) => Result(id, 5, code);

    public static byte[] Entry(int id, string name, params (string Description, string[] Values)[] attributes) => Message(id, writer =>
    {
        using var scope = writer.PushSequence(new Asn1Tag(TagClass.Application, 4));
        writer.WriteOctetString(Encoding.UTF8.GetBytes(name));
        using var list = writer.PushSequence();
        foreach (var (description, values) in attributes)
        {
            using var attribute = writer.PushSequence();
            writer.WriteOctetString(Encoding.UTF8.GetBytes(description));
            using var set = writer.PushSetOf();
            foreach (var value in values) writer.WriteOctetString(Encoding.UTF8.GetBytes(value));
        }
    });

    private static byte[] Message(int id, Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            write(writer);
        }

        return writer.Encode();
    }
}
