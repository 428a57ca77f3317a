namespace Ldap;

/// <summary>The domain controllers that DNS names; where it names none, why.</summary>
public sealed record LocatedServers(IReadOnlyList<LdapEndpoint> Endpoints, string? Problem);
