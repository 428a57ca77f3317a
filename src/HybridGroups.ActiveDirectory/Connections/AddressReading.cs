using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Connections;

/// <summary>An address of the port as the protocol's client takes it.</summary>
public static class AddressReading
{
    public static IReadOnlyList<LdapEndpoint> EndpointsOf(this ActiveDirectoryAddress address) =>
        [.. address.Servers.Select(server => LdapEndpoint.Parse(server.OriginalString))];

    /// <summary>Null where the domain controllers are named.</summary>
    public static DomainLocator? LocatorOf(this ActiveDirectoryAddress address, NameServers names) =>
        address.Domain is { } domain ? new DomainLocator(domain, address.EndpointsOf()[0].Security, names) : null;
}
