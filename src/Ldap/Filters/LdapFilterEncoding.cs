using System.Formats.Asn1;
using System.Text;

namespace Ldap;

/// <summary>Writes a filter as BER (RFC 4511 §4.5.1.7).</summary>
internal static class LdapFilterEncoding
{
    public static void Write(LdapFilter filter, AsnWriter writer)
    {
        switch (filter)
        {
            case LdapFilter.And(var filters):
                WriteSet(0, filters, writer);
                break;
            case LdapFilter.Or(var filters):
                WriteSet(1, filters, writer);
                break;
            case LdapFilter.Not(var inner):
                using (writer.PushSequence(Context(2))) Write(inner, writer);
                break;
            case LdapFilter.EqualTo(var attribute, var value):
                WriteComparison(3, attribute, value, writer);
                break;
            case LdapFilter.Substrings substrings:
                WriteSubstrings(substrings, writer);
                break;
            case LdapFilter.GreaterOrEqual(var attribute, var value):
                WriteComparison(5, attribute, value, writer);
                break;
            case LdapFilter.LessOrEqual(var attribute, var value):
                WriteComparison(6, attribute, value, writer);
                break;
            case LdapFilter.Present(var attribute):
                writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute), Context(7));
                break;
            case LdapFilter.Approximately(var attribute, var value):
                WriteComparison(8, attribute, value, writer);
                break;
            case LdapFilter.Matching matching:
                WriteMatching(matching, writer);
                break;
        }
    }

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number);

    private static void WriteSet(int number, IReadOnlyList<LdapFilter> filters, AsnWriter writer)
    {
        // A sequence under the tag of the set: the order of a SET OF has no meaning here, and sorting it would cost.
        using var scope = writer.PushSequence(Context(number));
        foreach (var filter in filters) Write(filter, writer);
    }

    private static void WriteComparison(int number, string attribute, ReadOnlyMemory<byte> value, AsnWriter writer)
    {
        using var scope = writer.PushSequence(Context(number));
        writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute));
        writer.WriteOctetString(value.Span);
    }

    private static void WriteSubstrings(LdapFilter.Substrings filter, AsnWriter writer)
    {
        using var scope = writer.PushSequence(Context(4));
        writer.WriteOctetString(Encoding.UTF8.GetBytes(filter.Attribute));
        using var parts = writer.PushSequence();
        if (filter.Initial is { } initial) writer.WriteOctetString(initial.Span, Context(0));
        foreach (var middle in filter.Middle) writer.WriteOctetString(middle.Span, Context(1));
        if (filter.Final is { } final) writer.WriteOctetString(final.Span, Context(2));
    }

    private static void WriteMatching(LdapFilter.Matching filter, AsnWriter writer)
    {
        using var scope = writer.PushSequence(Context(9));
        if (filter.Rule is { } rule) writer.WriteOctetString(Encoding.UTF8.GetBytes(rule), Context(1));
        if (filter.Attribute is { } attribute) writer.WriteOctetString(Encoding.UTF8.GetBytes(attribute), Context(2));
        writer.WriteOctetString(filter.Value.Span, Context(3));
        if (filter.InName) writer.WriteBoolean(value: true, Context(4));
    }
}
