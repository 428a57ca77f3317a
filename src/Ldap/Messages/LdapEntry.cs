using System.Text;

namespace Ldap;

/// <summary>An entry that a search found.</summary>
public sealed class LdapEntry(string nameText, IReadOnlyList<LdapAttribute> attributes, IReadOnlyList<LdapControl> controls)
{
    private DistinguishedName? name;

    /// <summary>The name as the server wrote it; with the extended-name control it begins with identifiers.</summary>
    public string NameText { get; } = nameText;

    public DistinguishedName Name => name ??= DistinguishedName.Parse(NameText);

    public IReadOnlyList<LdapAttribute> Attributes { get; } = attributes;

    public IReadOnlyList<LdapControl> Controls { get; } = controls;

    /// <summary>Bytes of the message that it came in.</summary>
    internal int Size { get; set; }

    public LdapAttribute? Find(string description)
    {
        for (var i = 0; i < Attributes.Count; i++)
        {
            if (string.Equals(Attributes[i].Description, description, StringComparison.OrdinalIgnoreCase)) return Attributes[i];
        }

        return null;
    }

    public string? Text(string description) => Find(description) is { Values.Count: > 0 } found ? found.Text(0) : null;

    public IReadOnlyList<string> Texts(string description) =>
        Find(description) is { } found ? [.. found.Values.Select(value => Encoding.UTF8.GetString(value.Span))] : [];

    public ReadOnlyMemory<byte>? Bytes(string description) => Find(description) is { Values.Count: > 0 } found ? found.Values[0] : null;
}
