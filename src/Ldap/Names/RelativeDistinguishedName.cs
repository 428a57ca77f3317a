namespace Ldap;

/// <summary>One level of a distinguished name; nearly always a single attribute, but it may be several joined by <c>+</c>.</summary>
public sealed class RelativeDistinguishedName : IEquatable<RelativeDistinguishedName>
{
    private readonly NameAttribute[] attributes;

    public RelativeDistinguishedName(string type, string value)
        : this([new NameAttribute(type, value)])
    {
    }

    internal RelativeDistinguishedName(NameAttribute[] attributes)
    {
        foreach (var attribute in attributes)
        {
            if (!DistinguishedNameParser.IsAttributeType(attribute.Type))
                throw new FormatException($"'{attribute.Type}' is not the name of an attribute.");
            if (attribute.Value.Length == 0)
                throw new FormatException($"The value of '{attribute.Type}' in a name is empty.");
        }

        this.attributes = attributes;
    }

    public IReadOnlyList<NameAttribute> Attributes => attributes;

    public string Type => attributes[0].Type;

    public string Value => attributes[0].Value;

    public static RelativeDistinguishedName Parse(string text)
    {
        var name = DistinguishedName.Parse(text);
        return name.Depth == 1
            ? name.Rdns[0]
            : throw new FormatException($"'{text}' is not one relative distinguished name.");
    }

    public bool Equals(RelativeDistinguishedName? other) =>
        other is not null
        && attributes.Length == other.attributes.Length
        // The order of the attributes of one level has no meaning.
        && Array.TrueForAll(attributes, mine => Array.Exists(other.attributes, mine.Equals));

    public override bool Equals(object? obj) => Equals(obj as RelativeDistinguishedName);

    public override int GetHashCode() => attributes.Aggregate(0, (hash, attribute) => hash ^ attribute.GetHashCode());

    public override string ToString() => string.Join('+', attributes.AsEnumerable());
}
