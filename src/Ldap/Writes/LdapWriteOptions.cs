namespace Ldap;

public sealed record LdapWriteOptions
{
    public static LdapWriteOptions Default { get; } = new();

    public IReadOnlyList<LdapControl> Controls { get; init; } = [];

    public TimeSpan? Timeout { get; init; }
}
