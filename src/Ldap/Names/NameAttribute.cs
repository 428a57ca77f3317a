namespace Ldap;

/// <summary>One <c>type=value</c> of a relative distinguished name.</summary>
public sealed record NameAttribute(string Type, string Value)
{
    public bool Equals(NameAttribute? other) =>
        other is not null
        && string.Equals(Type, other.Type, StringComparison.OrdinalIgnoreCase)
        && string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() =>
        HashCode.Combine(
            StringComparer.OrdinalIgnoreCase.GetHashCode(Type),
            StringComparer.OrdinalIgnoreCase.GetHashCode(Value));

    public override string ToString() => Type + "=" + NameEscaping.Escape(Value);
}
