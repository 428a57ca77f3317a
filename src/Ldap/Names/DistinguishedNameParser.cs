using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Ldap;

/// <summary>The grammar of RFC 4514, with the blanks around separators and the quoted values of RFC 2253 that old tools write.</summary>
internal sealed class DistinguishedNameParser
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string text;
    private int at;
    private string error = "";

    private DistinguishedNameParser(string text) => this.text = text;

    public static bool TryParse(string text, [NotNullWhen(true)] out DistinguishedName? name, out string error)
    {
        var parser = new DistinguishedNameParser(text);
        name = parser.Parse();
        error = parser.error;
        return name is not null;
    }

    public static bool IsAttributeType(string type)
    {
        if (type.Length == 0) return false;
        if (char.IsAsciiLetter(type[0])) return type.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        return char.IsAsciiDigit(type[0]) && type.All(c => char.IsAsciiDigit(c) || c == '.');
    }

    private DistinguishedName? Parse()
    {
        if (text.AsSpan().Trim(' ').IsEmpty) return DistinguishedName.Root;
        var rdns = new List<RelativeDistinguishedName>(8);
        do
        {
            if (ParseRdn() is not { } rdn) return null;
            rdns.Add(rdn);
        }
        while (Take(',') || Take(';'));

        return at == text.Length ? new DistinguishedName([.. rdns]) : Fail($"'{text[at]}' is not expected") as DistinguishedName;
    }

    private RelativeDistinguishedName? ParseRdn()
    {
        var attributes = new List<NameAttribute>(1);
        do
        {
            SkipBlanks();
            var start = at;
            while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '.')) at++;
            var type = text[start..at];
            if (!IsAttributeType(type)) return Fail("the name of an attribute is expected") as RelativeDistinguishedName;
            SkipBlanks();
            if (!Take('=')) return Fail($"'=' is expected after '{type}'") as RelativeDistinguishedName;
            SkipBlanks();
            if (ParseValue() is not { } value) return null;
            if (value.Length == 0) return Fail($"'{type}' has no value") as RelativeDistinguishedName;
            attributes.Add(new NameAttribute(type, value));
            SkipBlanks();
        }
        while (Take('+'));

        return new RelativeDistinguishedName([.. attributes]);
    }

    private string? ParseValue()
    {
        if (Take('#')) return ParseHexadecimal();
        var quoted = Take('"');
        var bytes = new List<byte>();
        var value = new StringBuilder();
        // Blanks at the end belong to the value only when they are escaped.
        var kept = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (quoted ? c == '"' : c is ',' or ';' or '+') break;
            at++;
            if (c == '\\')
            {
                if (at == text.Length) return Fail("it ends in the middle of an escape") as string;
                if (IsHexPairAt(at))
                {
                    bytes.Clear();
                    bytes.Add(TakeHexPair());
                    while (at + 2 < text.Length && text[at] == '\\' && IsHexPairAt(at + 1))
                    {
                        at++;
                        bytes.Add(TakeHexPair());
                    }

                    if (Decode([.. bytes]) is not { } decoded) return null;
                    value.Append(decoded);
                }
                else if (char.IsAsciiLetterOrDigit(text[at]))
                {
                    return Fail($"'\\{text[at]}' is not an escape") as string;
                }
                else
                {
                    value.Append(text[at++]);
                }

                kept = value.Length;
                continue;
            }

            if (!quoted && c == '"') return Fail("a quotation mark must be written as '\\\"'") as string;
            value.Append(c);
            if (quoted || c != ' ') kept = value.Length;
        }

        if (quoted && !Take('"')) return Fail("a quotation mark is not closed") as string;
        value.Length = kept;
        return value.ToString();
    }

    private string? ParseHexadecimal()
    {
        var start = at;
        while (at < text.Length && char.IsAsciiHexDigit(text[at])) at++;
        var length = at - start;
        if (length == 0 || length % 2 != 0) return Fail("after '#' an even number of hexadecimal digits is expected") as string;
        var encoded = Convert.FromHexString(text.AsSpan(start, length));
        // The value is in BER; what a name can hold is a string in one of its few types.
        var reader = new BerReader(encoded);
        return reader.TryReadAny(out _, out var content) && reader.IsAtEnd
            ? Decode(content.ToArray())
            : Fail("the value after '#' is not in BER") as string;
    }

    private string? Decode(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Fail("an escape is not UTF-8") as string;
        }
    }

    private bool IsHexPairAt(int index) =>
        index + 1 < text.Length && char.IsAsciiHexDigit(text[index]) && char.IsAsciiHexDigit(text[index + 1]);

    private byte TakeHexPair()
    {
        var value = Convert.ToByte(text.Substring(at, 2), 16);
        at += 2;
        return value;
    }

    private bool Take(char c)
    {
        if (at >= text.Length || text[at] != c) return false;
        at++;
        return true;
    }

    private void SkipBlanks()
    {
        while (at < text.Length && text[at] == ' ') at++;
    }

    private object? Fail(string reason)
    {
        error = $"at character {at + 1}, {reason}.";
        return null;
    }
}
