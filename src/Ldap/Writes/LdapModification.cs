namespace Ldap;

/// <summary>One change of one attribute.</summary>
public sealed record LdapModification(LdapModificationKind Operation, LdapAttribute Attribute)
{
    public static LdapModification Add(string attribute, params IReadOnlyList<string> values) =>
        new(LdapModificationKind.Add, LdapAttribute.Of(attribute, values));

    public static LdapModification Delete(string attribute, params IReadOnlyList<string> values) =>
        values.Count > 0
            ? new(LdapModificationKind.Delete, LdapAttribute.Of(attribute, values))
            // On the wire a delete without values empties the attribute: a caller whose list is empty did not mean that.
            : throw new ArgumentException("A delete names its values; to empty an attribute use Clear.", nameof(values));

    public static LdapModification Replace(string attribute, params IReadOnlyList<string> values) =>
        new(LdapModificationKind.Replace, LdapAttribute.Of(attribute, values));

    /// <summary>Takes the attribute away with all its values; an error when it is not there.</summary>
    public static LdapModification Remove(string attribute) => new(LdapModificationKind.Delete, LdapAttribute.Of(attribute));

    /// <summary>Empties the attribute; no error when it is empty already.</summary>
    public static LdapModification Clear(string attribute) => new(LdapModificationKind.Replace, LdapAttribute.Of(attribute));
}
