using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Ldap;

/// <summary>The grammar of RFC 4515.</summary>
internal sealed class LdapFilterParser
{
    /// <summary>Deep enough for people, shallow enough for the stack.</summary>
    public const int DeepestNesting = 100;

    private readonly string text;
    private int at;
    private string error = "";

    private LdapFilterParser(string text) => this.text = text;

    public static bool TryParse(string text, [NotNullWhen(true)] out LdapFilter? filter, out string error)
    {
        var parser = new LdapFilterParser(text);
        filter = parser.ParseFilter(0);
        if (filter is not null && parser.at != text.Length) filter = parser.Fail("nothing more is expected");
        error = parser.error;
        return filter is not null;
    }

    private LdapFilter? ParseFilter(int depth)
    {
        if (depth > DeepestNesting) return Fail($"it is nested deeper than {DeepestNesting} levels");
        if (!Take('(')) return Fail("'(' is expected");
        var filter = Peek() switch
        {
            '&' => ParseSet(depth),
            '|' => ParseSet(depth),
            '!' => ParseNot(depth) is { } inner ? new LdapFilter.Not(inner) : null,
            _ => ParseItem(),
        };
        if (filter is null) return null;
        return Take(')') ? filter : Fail("')' is expected");
    }

    private LdapFilter? ParseSet(int depth)
    {
        var all = text[at++] == '&';
        var filters = new List<LdapFilter>();
        while (Peek() == '(')
        {
            if (ParseFilter(depth + 1) is not { } filter) return null;
            filters.Add(filter);
        }

        return all ? new LdapFilter.And(filters) : new LdapFilter.Or(filters);
    }

    private LdapFilter? ParseNot(int depth)
    {
        at++;
        return ParseFilter(depth + 1);
    }

    private LdapFilter? ParseItem()
    {
        var start = at;
        while (IsDescriptionCharacter(Peek())) at++;
        var attribute = text[start..at];
        if (attribute.Length == 0 && Peek() != ':') return Fail("the name of an attribute is expected");
        switch (Peek())
        {
            case '=':
                at++;
                return ParseEqualOrSubstrings(attribute);
            case '>' or '<' or '~':
                var sign = text[at++];
                if (!Take('=')) return Fail("'=' is expected");
                if (ParseValue() is not { } value) return null;
                return sign switch
                {
                    '>' => new LdapFilter.GreaterOrEqual(attribute, value),
                    '<' => new LdapFilter.LessOrEqual(attribute, value),
                    _ => new LdapFilter.Approximately(attribute, value),
                };
            case ':':
                return ParseMatching(attribute);
            default:
                return Fail("one of '=', '>=', '<=', '~=' and ':=' is expected");
        }
    }

    private LdapFilter? ParseMatching(string attribute)
    {
        var inName = false;
        string? rule = null;
        while (Peek() == ':' && at + 1 < text.Length && text[at + 1] != '=')
        {
            at++;
            var start = at;
            while (IsDescriptionCharacter(Peek())) at++;
            var word = text[start..at];
            if (word.Length == 0) return Fail("a matching rule is expected");
            if (!inName && rule is null && word.Equals("dn", StringComparison.OrdinalIgnoreCase)) inName = true;
            else if (rule is null) rule = word;
            else return Fail("only one matching rule is expected");
        }

        if (!Take(':') || !Take('=')) return Fail("':=' is expected");
        if (attribute.Length == 0 && rule is null) return Fail("an attribute or a matching rule is expected");
        return ParseValue() is { } value
            ? new LdapFilter.Matching(rule, attribute.Length == 0 ? null : attribute, value, inName)
            : null;
    }

    private LdapFilter? ParseEqualOrSubstrings(string attribute)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        do
        {
            if (ParseValue() is not { } part) return null;
            parts.Add(part);
        }
        while (Take('*'));

        if (parts.Count == 1) return new LdapFilter.EqualTo(attribute, parts[0]);
        var (initial, final) = (parts[0], parts[^1]);
        var middle = parts[1..^1];
        if (middle.Exists(part => part.IsEmpty)) return Fail("two '*' with nothing between them");
        if (initial.IsEmpty && final.IsEmpty && middle.Count == 0) return new LdapFilter.Present(attribute);
        return new LdapFilter.Substrings(attribute, initial.IsEmpty ? null : initial, middle, final.IsEmpty ? null : final);
    }

    private ReadOnlyMemory<byte>? ParseValue()
    {
        var bytes = new List<byte>();
        var start = at;
        while (at < text.Length && text[at] is not ('(' or ')' or '*'))
        {
            if (text[at] != '\\')
            {
                at++;
                continue;
            }

            bytes.AddRange(Encoding.UTF8.GetBytes(text[start..at]));
            if (at + 2 >= text.Length || !char.IsAsciiHexDigit(text[at + 1]) || !char.IsAsciiHexDigit(text[at + 2]))
            {
                Fail("two hexadecimal digits are expected after '\\'");
                return null;
            }

            bytes.Add(Convert.ToByte(text.Substring(at + 1, 2), 16));
            at += 3;
            start = at;
        }

        bytes.AddRange(Encoding.UTF8.GetBytes(text[start..at]));
        return bytes.ToArray();
    }

    private static bool IsDescriptionCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or ';' or '_';

    private char Peek() => at < text.Length ? text[at] : '\0';

    private bool Take(char c)
    {
        if (Peek() != c || at >= text.Length) return false;
        at++;
        return true;
    }

    private LdapFilter? Fail(string reason)
    {
        error = $"at character {at + 1}, {reason}.";
        return null;
    }
}
