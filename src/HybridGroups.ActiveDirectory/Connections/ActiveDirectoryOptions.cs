using Ldap;

namespace HybridGroups.ActiveDirectory.Connections;

/// <summary>One domain: how to reach it, what of it is in scope, where may be written.</summary>
public sealed record ActiveDirectoryOptions(IReadOnlyList<LdapEndpoint> Servers, LdapCredential Credential)
{
    public LdapTlsOptions Tls { get; init; } = new();

    /// <summary>Asked for the domain controllers each time that a connection is made; the servers are then for where it finds none.</summary>
    public DomainLocator? Locator { get; init; }

    /// <summary>The default naming context of the server when null.</summary>
    public DistinguishedName? BaseName { get; init; }

    /// <summary>Containers that are read; the whole domain when empty.</summary>
    public IReadOnlyList<DistinguishedName> Include { get; init; } = [];

    public IReadOnlyList<DistinguishedName> Exclude { get; init; } = [];

    /// <summary>The only places where anything is created, changed or deleted. Nowhere when empty.</summary>
    public IReadOnlyList<DistinguishedName> WritableContainers { get; init; } = [];

    /// <summary>Attributes that rules and mappings need beyond those always read.</summary>
    public IReadOnlyList<string> FurtherAttributes { get; init; } = [];

    /// <summary>Active Directory gives at most what its MaxPageSize says (1000); Samba is faster the larger they are.</summary>
    public int PageSize { get; init; } = 5000;

    /// <summary>Identities asked for in one search before it is done in pages. A server with a limit of its own says so sooner.</summary>
    public int IdentitiesAtOnce { get; init; } = 1_000_000;

    /// <summary>Members in one modification: what a domain controller takes in one transaction without harm.</summary>
    public int MembersPerModification { get; init; } = 5000;

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromMinutes(2);

    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(30);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
