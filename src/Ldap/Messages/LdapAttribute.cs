using System.Text;

namespace Ldap;

/// <summary>An attribute of an entry. Its values are the bytes that came; nothing is decoded before it is asked for.</summary>
public sealed record LdapAttribute(string Description, IReadOnlyList<ReadOnlyMemory<byte>> Values)
{
    /// <summary>The name without options such as <c>;range=0-1499</c>.</summary>
    public string Name
    {
        get
        {
            var semicolon = Description.IndexOf(';', StringComparison.Ordinal);
            return semicolon < 0 ? Description : Description[..semicolon];
        }
    }

    public static LdapAttribute Of(string description, params IReadOnlyList<string> values) =>
        new(description, [.. values.Select(value => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(value))]);

    public static LdapAttribute OfBytes(string description, params IReadOnlyList<ReadOnlyMemory<byte>> values) =>
        new(description, values);

    public string Text(int index) => Encoding.UTF8.GetString(Values[index].Span);
}
