using System.Formats.Asn1;
using System.Text;

namespace Ldap;

/// <summary>Writes requests (RFC 4511 §4).</summary>
internal static class RequestEncoder
{


    public static byte[] SimpleBind(int id, string name, string password) => Message(id, [], writer =>
    {
        using var scope = writer.PushSequence(Application(0));
        writer.WriteInteger(3);
        WriteText(writer, name);
        writer.WriteOctetString(Encoding.UTF8.GetBytes(password), Context(0));
    });

    public static byte[] SaslBind(int id, string mechanism, ReadOnlyMemory<byte>? credentials) => Message(id, [], writer =>
    {
        using var scope = writer.PushSequence(Application(0));
        writer.WriteInteger(3);
        WriteText(writer, "");
        using var sasl = writer.PushSequence(Context(3));
        WriteText(writer, mechanism);
        if (credentials is { } bytes) writer.WriteOctetString(bytes.Span);
    });

    public static byte[] Unbind(int id) => Message(id, [], writer => writer.WriteNull(Application(2)));

    public static byte[] Abandon(int id, int abandoned) => Message(id, [], writer => writer.WriteInteger(abandoned, Application(16)));

    public static byte[] Search(int id, LdapSearchRequest request, int timeLimitSeconds) => Message(id, request.Controls, writer =>
    {
        using var scope = writer.PushSequence(Application(3));
        WriteText(writer, request.Base.ToString());
        writer.WriteEnumeratedValue(request.Scope);
        writer.WriteEnumeratedValue(AliasDereferencing.Never);
        writer.WriteInteger(request.SizeLimit);
        writer.WriteInteger(timeLimitSeconds);
        writer.WriteBoolean(request.TypesOnly);
        LdapFilterEncoding.Write(request.Filter, writer);
        using var attributes = writer.PushSequence();
        foreach (var attribute in request.Attributes) WriteText(writer, attribute);
    });

    public static byte[] Add(int id, DistinguishedName name, IReadOnlyList<LdapAttribute> attributes, IReadOnlyList<LdapControl> controls) =>
        Message(id, controls, writer =>
        {
            using var scope = writer.PushSequence(Application(8));
            WriteText(writer, name.ToString());
            using var list = writer.PushSequence();
            foreach (var attribute in attributes) WriteAttribute(writer, attribute);
        });

    public static byte[] Modify(
        int id,
        DistinguishedName name,
        IReadOnlyList<LdapModification> modifications,
        IReadOnlyList<LdapControl> controls) => Message(id, controls, writer =>
    {
        using var scope = writer.PushSequence(Application(6));
        WriteText(writer, name.ToString());
        using var list = writer.PushSequence();
        foreach (var modification in modifications)
        {
            using var change = writer.PushSequence();
            writer.WriteEnumeratedValue(modification.Operation);
            WriteAttribute(writer, modification.Attribute);
        }
    });

    public static byte[] Delete(int id, DistinguishedName name, IReadOnlyList<LdapControl> controls) =>
        Message(id, controls, writer => writer.WriteOctetString(Encoding.UTF8.GetBytes(name.ToString()), Application(10)));

    public static byte[] ModifyName(
        int id,
        DistinguishedName name,
        RelativeDistinguishedName newRdn,
        bool deleteOldRdn,
        DistinguishedName? newParent,
        IReadOnlyList<LdapControl> controls) => Message(id, controls, writer =>
    {
        using var scope = writer.PushSequence(Application(12));
        WriteText(writer, name.ToString());
        WriteText(writer, newRdn.ToString());
        writer.WriteBoolean(deleteOldRdn);
        if (newParent is not null) writer.WriteOctetString(Encoding.UTF8.GetBytes(newParent.ToString()), Context(0));
    });

    public static byte[] Extended(int id, string name, ReadOnlyMemory<byte>? value) => Message(id, [], writer =>
    {
        using var scope = writer.PushSequence(Application(23));
        writer.WriteOctetString(Encoding.ASCII.GetBytes(name), Context(0));
        if (value is { } bytes) writer.WriteOctetString(bytes.Span, Context(1));
    });

    private static byte[] Message(int id, IReadOnlyList<LdapControl> controls, Action<AsnWriter> operation)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            operation(writer);
            if (controls.Count > 0) WriteControls(writer, controls);
        }

        return writer.Encode();
    }

    private static void WriteControls(AsnWriter writer, IReadOnlyList<LdapControl> controls)
    {
        using var scope = writer.PushSequence(Context(0));
        foreach (var control in controls)
        {
            using var item = writer.PushSequence();
            writer.WriteOctetString(Encoding.ASCII.GetBytes(control.Oid));
            if (control.IsCritical) writer.WriteBoolean(value: true);
            if (control.Value is { } value) writer.WriteOctetString(value.Span);
        }
    }

    private static void WriteAttribute(AsnWriter writer, LdapAttribute attribute)
    {
        using var scope = writer.PushSequence();
        WriteText(writer, attribute.Description);

        using var values = writer.PushSetOf();
        foreach (var value in attribute.Values) writer.WriteOctetString(value.Span);
    }

    private static void WriteText(AsnWriter writer, string text) => writer.WriteOctetString(Encoding.UTF8.GetBytes(text));

    private static Asn1Tag Application(int number) => new(TagClass.Application, number);

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number);
}
