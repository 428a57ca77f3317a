using System.Diagnostics.CodeAnalysis;

namespace Ldap;

/// <summary>
/// A distinguished name (RFC 4514). Names are compared without regard to case, are built from their parts and never by
/// joining text.
/// </summary>
public sealed class DistinguishedName : IEquatable<DistinguishedName>
{
    private readonly RelativeDistinguishedName[] rdns;
    private readonly string text;

    internal DistinguishedName(RelativeDistinguishedName[] rdns)
    {
        this.rdns = rdns;
        text = string.Join(',', rdns.AsEnumerable());
    }

    private DistinguishedName(string identifier)
    {
        rdns = [];
        text = identifier;
    }

    /// <summary>The empty name: the root of the server.</summary>
    public static DistinguishedName Root { get; } = new([]);

    /// <summary>From the object itself up to the root.</summary>
    public IReadOnlyList<RelativeDistinguishedName> Rdns => rdns;

    public int Depth => rdns.Length;

    public bool IsRoot => text.Length == 0;

    /// <summary>An identifier in angle brackets instead of a path; it stays right when the object is moved.</summary>
    public bool IsIdentifier => rdns.Length == 0 && text.Length > 0;

    public RelativeDistinguishedName Rdn =>
        rdns.Length > 0 ? rdns[0] : throw new InvalidOperationException($"'{text}' has no relative distinguished name.");

    public DistinguishedName? Parent => rdns.Length == 0 ? null : new DistinguishedName(rdns[1..]);

    public static DistinguishedName Parse(string text) =>
        DistinguishedNameParser.TryParse(text, out var name, out var error)
            ? name
            : throw new FormatException($"'{text}' is not a distinguished name: {error}");

    public static bool TryParse(string? text, [NotNullWhen(true)] out DistinguishedName? name)
    {
        name = null;
        return text is not null && DistinguishedNameParser.TryParse(text, out name, out _);
    }

    /// <summary>Some servers take <c>&lt;GUID=…&gt;</c> wherever a name is expected.</summary>
    public static DistinguishedName FromIdentifier(string keyword, string value) =>
        keyword.Length > 0 && keyword.All(char.IsAsciiLetter) && value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            ? new DistinguishedName($"<{keyword}={value}>")
            : throw new FormatException($"'{keyword}' and '{value}' do not make an identifier.");

    public static DistinguishedName FromObjectGuid(Guid id) => FromIdentifier("GUID", id.ToString("D"));

    /// <summary>By the security identifier, in its text form.</summary>
    public static DistinguishedName FromObjectSid(string sid) => FromIdentifier("SID", sid);

    public DistinguishedName Child(string type, string value) => Child(new RelativeDistinguishedName(type, value));

    public DistinguishedName Child(RelativeDistinguishedName rdn) =>
        IsIdentifier
            ? throw new InvalidOperationException($"'{text}' is an identifier: the name of its child is not known.")
            : new DistinguishedName([rdn, .. rdns]);

    public bool IsDescendantOf(DistinguishedName ancestor)
    {
        if (IsIdentifier || ancestor.IsIdentifier || ancestor.Depth >= Depth) return false;
        return rdns.AsSpan(Depth - ancestor.Depth).SequenceEqual(ancestor.rdns);
    }

    public bool IsAtOrBelow(DistinguishedName ancestor) => Equals(ancestor) || IsDescendantOf(ancestor);

    public bool Equals(DistinguishedName? other) =>
        other is not null
        && rdns.AsSpan().SequenceEqual(other.rdns)
        && (rdns.Length > 0 || string.Equals(text, other.text, StringComparison.OrdinalIgnoreCase));

    public override bool Equals(object? obj) => Equals(obj as DistinguishedName);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var rdn in rdns) hash.Add(rdn);
        return hash.ToHashCode();
    }

    public override string ToString() => text;
}
