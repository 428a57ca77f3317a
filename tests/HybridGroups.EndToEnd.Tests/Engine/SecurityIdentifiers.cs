using System.Globalization;
using System.Text;
using Ldap;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>A security identifier in the way that Entra writes it.</summary>
internal static class SecurityIdentifiers
{
    public static string Of(LdapEntry entry)
    {
        var bytes = entry.Bytes("objectSid")!.Value.Span;
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"S-{bytes[0]}-{bytes[7]}"));
        for (var index = 8; index < bytes.Length; index += 4) text.Append('-').Append(BitConverter.ToUInt32(bytes[index..(index + 4)]));
        return text.ToString();
    }
}
