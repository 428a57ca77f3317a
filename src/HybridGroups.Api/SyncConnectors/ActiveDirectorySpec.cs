using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>How to reach an Active Directory domain, and what of it counts.</summary>
[Cel("has(self.servers) != has(self.domain)", "give either servers or domain, and not both")]
[Cel(
    "!has(self.servers) || self.servers.all(s, s.startsWith(self.tls.mode == 'LDAPS' ? 'ldaps://' : 'ldap://'))",
    "with tls.mode LDAPS every server is an ldaps:// address, with StartTLS an ldap:// address",
    FieldPath = ".servers")]
public sealed record ActiveDirectorySpec
{
    /// <summary>Domain controllers to ask first, in this order, as ldaps:// addresses (ldap:// with StartTLS). More are read from the directory.</summary>
    [ListSet]
    [Bounds(MinItems = 1, MaxItems = 16, MinItemLength = 8, MaxItemLength = 253, ItemPattern = "^ldaps?://[^\\s/?#@]+/?$")]
    public IReadOnlyList<string>? Servers { get; init; }

    /// <summary>The DNS name of the domain. Its domain controllers are those that register themselves in its DNS (the SRV records of _ldap._tcp.dc._msdcs below it), asked anew with each connection; where it names none, the name itself is asked. In place of servers.</summary>
    [Bounds(MinLength = 3, MaxLength = 253, Pattern = ValuePatterns.DnsName)]
    public string? Domain { get; init; }

    /// <summary>The distinguished name of the domain, for example DC=corp,DC=example,DC=com. It is what the connector is for, and cannot be changed.</summary>
    [Bounds(MinLength = 4, MaxLength = 255, Pattern = "^[Dd][Cc]=[^,=]+(,[Dd][Cc]=[^,=]+)*$")]
    [Cel("self == oldSelf", "cannot be changed: make another SyncConnector for another domain")]
    public required string BaseDN { get; init; }

    /// <summary>How the connection is secured. Certificates are always verified.</summary>
    [Default("{}")]
    public TlsSpec Tls { get; init; } = new();

    /// <summary>The account that reads and writes.</summary>
    public required ActiveDirectoryCredentials Credentials { get; init; }

    /// <summary>Which parts of the domain are read; all of it when left out.</summary>
    public ActiveDirectoryScope? Scope { get; init; }

    /// <summary>The only containers in which groups may be created, changed or deleted. None: nothing is ever written into the directory.</summary>
    [ListSet]
    [Bounds(MaxItems = 64, MinItemLength = 4, MaxItemLength = ValuePatterns.LongestDistinguishedName, ItemPattern = ValuePatterns.DistinguishedName)]
    public IReadOnlyList<string>? WritableContainers { get; init; }
}
