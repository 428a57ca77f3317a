using System.Diagnostics.CodeAnalysis;

namespace Ldap;

/// <summary>A name as it comes with the extended-name control: identifiers, then the name itself.</summary>
public sealed record LdapExtendedName(Guid? ObjectGuid, string? SecurityIdentifier, string NameText)
{
    public DistinguishedName Name => DistinguishedName.Parse(NameText);

    public static LdapExtendedName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"'{text}' is not an extended name.");

    public static bool TryParse(string text, [NotNullWhen(true)] out LdapExtendedName? name)
    {
        name = null;
        Guid? id = null;
        string? sid = null;
        var rest = text.AsSpan();
        while (rest.StartsWith("<"))
        {
            var close = rest.IndexOf('>');
            if (close < 0) return false;
            var item = rest[1..close];
            if (item.StartsWith("GUID=", StringComparison.OrdinalIgnoreCase))
            {
                if (!TryParseGuid(item[5..], out var parsed)) return false;
                id = parsed;
            }
            else if (item.StartsWith("SID=", StringComparison.OrdinalIgnoreCase))
            {
                sid = item[4..].ToString();
            }

            rest = rest[(close + 1)..];
            if (rest.StartsWith(";")) rest = rest[1..];
        }

        name = new LdapExtendedName(id, sid, rest.ToString());
        return true;
    }

    private static bool TryParseGuid(ReadOnlySpan<char> text, out Guid id)
    {
        if (Guid.TryParse(text, out id)) return true;
        id = default;
        return false;
    }
}
