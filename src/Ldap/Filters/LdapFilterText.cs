using System.Text;

namespace Ldap;

/// <summary>Writes a filter as text, every value escaped.</summary>
internal static class LdapFilterText
{
    public static void Write(LdapFilter filter, StringBuilder text)
    {
        text.Append('(');
        switch (filter)
        {
            case LdapFilter.And(var filters):
                WriteSet('&', filters, text);
                break;
            case LdapFilter.Or(var filters):
                WriteSet('|', filters, text);
                break;
            case LdapFilter.Not(var inner):
                text.Append('!');
                Write(inner, text);
                break;
            case LdapFilter.EqualTo(var attribute, var value):
                WriteComparison(attribute, "=", value, text);
                break;
            case LdapFilter.GreaterOrEqual(var attribute, var value):
                WriteComparison(attribute, ">=", value, text);
                break;
            case LdapFilter.LessOrEqual(var attribute, var value):
                WriteComparison(attribute, "<=", value, text);
                break;
            case LdapFilter.Approximately(var attribute, var value):
                WriteComparison(attribute, "~=", value, text);
                break;
            case LdapFilter.Present(var attribute):
                text.Append(attribute).Append("=*");
                break;
            case LdapFilter.Substrings substrings:
                WriteSubstrings(substrings, text);
                break;
            case LdapFilter.Matching(var rule, var attribute, var value, var inName):
                text.Append(attribute).Append(inName ? ":dn" : "").Append(rule is null ? "" : ":" + rule).Append(":=");
                WriteValue(value, text);
                break;
        }

        text.Append(')');
    }

    private static void WriteSet(char sign, IReadOnlyList<LdapFilter> filters, StringBuilder text)
    {
        text.Append(sign);
        foreach (var filter in filters) Write(filter, text);
    }

    private static void WriteComparison(string attribute, string sign, ReadOnlyMemory<byte> value, StringBuilder text)
    {
        text.Append(attribute).Append(sign);
        WriteValue(value, text);
    }

    private static void WriteSubstrings(LdapFilter.Substrings filter, StringBuilder text)
    {
        text.Append(filter.Attribute).Append('=');
        if (filter.Initial is { } initial) WriteValue(initial, text);
        text.Append('*');
        foreach (var middle in filter.Middle)
        {
            WriteValue(middle, text);
            text.Append('*');
        }

        if (filter.Final is { } final) WriteValue(final, text);
    }

    private static void WriteValue(ReadOnlyMemory<byte> value, StringBuilder text)
    {
        foreach (var b in value.Span)
        {
            if (b is < 0x20 or >= 0x7F or (byte)'(' or (byte)')' or (byte)'*' or (byte)'\\') text.Append('\\').Append(b.ToString("x2"));
            else text.Append((char)b);
        }
    }
}
