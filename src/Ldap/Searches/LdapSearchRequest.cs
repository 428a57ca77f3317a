namespace Ldap;

public sealed record LdapSearchRequest(DistinguishedName Base, LdapScope Scope, LdapFilter Filter)
{
    /// <summary>Which attributes to return; none means all that are not operational.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];

    public int SizeLimit { get; init; }

    public bool TypesOnly { get; init; }

    public IReadOnlyList<LdapControl> Controls { get; init; } = [];

    /// <summary>From sending to the last entry; that of the connection when null, none when infinite.</summary>
    public TimeSpan? Timeout { get; init; }

    internal LdapSearchRequest With(LdapControl control) =>
        this with { Controls = [.. Controls.Where(other => other.Oid != control.Oid), control] };
}
