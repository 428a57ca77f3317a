using System.Net;
using System.Net.Sockets;
using HybridGroups.ActiveDirectory.Connections;
using HybridGroups.Directories;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.Commands.Connectors;

/// <summary>Each domain controller from its name to a bind; then what the account may do in the domain.</summary>
internal sealed class ActiveDirectoryWalk(Walk walk, ActiveDirectoryConnection connection, RealDirectories directories, TimeProvider time, TimeSpan limit)
{
    private const string Domain = "Active Directory";

    public async Task RunAsync(CancellationToken cancellation)
    {
        var isAnyBound = false;
        foreach (var server in await ServersAsync(cancellation)) isAnyBound |= await ServerAsync(server, cancellation);
        if (isAnyBound) await DomainAsync(cancellation);
    }

    private async Task<IReadOnlyList<LdapEndpoint>> ServersAsync(CancellationToken cancellation)
    {
        var servers = connection.Address.EndpointsOf();
        if (connection.Address.LocatorOf(NameServers.OfThisMachine(time)) is not { } locator) return servers;
        await walk.TakeAsync(Domain, "Servers", async token =>
        {
            var located = await locator.FindAsync(token);
            if (located.Endpoints.Count == 0)
                return StepOutcome.Warned($"{located.Problem} The name of the domain itself is asked.", "Name the domain controllers in spec.activeDirectory.servers, or let the resolver in use here forward the domain's DNS zone.");
            servers = located.Endpoints;
            return StepOutcome.Passed($"{locator.Record} names {string.Join(", ", servers.Select(server => server.Host))}");
        }, cancellation);
        return servers;
    }

    private async Task<bool> ServerAsync(LdapEndpoint endpoint, CancellationToken cancellation)
    {
        var branch = $"{Domain} {endpoint}";
        IPAddress[] addresses = [];
        return await walk.TakeAsync(branch, "DNS", async token =>
            {
                addresses = await Network.ResolveAsync(endpoint.Host, token);
                return StepOutcome.Passed($"{endpoint.Host} is {string.Join(", ", addresses.Select(address => address.ToString()))}");
            }, cancellation)
            && await walk.TakeAsync(branch, "TCP", async token => StepOutcome.Passed(await Network.ConnectAsync(addresses, endpoint.Port, time, token)), cancellation)
            && await walk.TakeAsync(branch, "TLS", token => TlsAsync(endpoint, token), cancellation)
            && await walk.TakeAsync(branch, "Bind", token => BindAsync(endpoint, token), cancellation);
    }

    // The bind is anonymous: what fails here is the encryption or the certificate, and what is asked is open to everybody.
    private async Task<StepOutcome> TlsAsync(LdapEndpoint endpoint, CancellationToken cancellation)
    {
        await using var anonymous = await LdapConnection.ConnectAsync(Options(endpoint, new LdapCredential.Anonymous()), cancellation);
        var serves = (await anonymous.ReadAsync(DistinguishedName.Root, ["defaultNamingContext"], cancellation))?.Text("defaultNamingContext");
        var how = endpoint.Security == LdapTransportSecurity.Tls ? "LDAPS" : "StartTLS";
        return string.Equals(serves, connection.BaseName, StringComparison.OrdinalIgnoreCase)
            ? StepOutcome.Passed($"{how}; the certificate is good for {endpoint.Host}; it serves {serves}")
            : StepOutcome.Failed($"it serves {serves ?? "no domain"}, and spec.activeDirectory.baseDN is {connection.BaseName}", "Correct the server, or make a SyncConnector for that domain.");
    }

    private async Task<StepOutcome> BindAsync(LdapEndpoint endpoint, CancellationToken cancellation)
    {
        await using var bound = await LdapConnection.ConnectAsync(Options(endpoint, RealDirectories.CredentialOf(connection)), cancellation);
        return StepOutcome.Passed($"as {connection.UserName}{(connection.UsesKerberos ? ", with Kerberos" : string.Empty)}");
    }

    private LdapConnectionOptions Options(LdapEndpoint endpoint, LdapCredential credential) => new(endpoint, credential)
    {
        Tls = connection.Address.AuthoritiesPem is { } pem ? new LdapTlsOptions { Authorities = LdapTlsOptions.ReadAuthorities(pem) } : new LdapTlsOptions(),
        ConnectTimeout = limit,
        OperationTimeout = limit,
        Time = time,
    };

    private async Task DomainAsync(CancellationToken cancellation)
    {
        await using var domain = directories.Open(connection);
        if (!await walk.TakeAsync(Domain, "Schema", token => SchemaAsync(domain, token), cancellation)) return;
        foreach (var container in connection.Include)
            await walk.TakeAsync(Domain, "Scope", async token => Scope(container, (await domain.ReadRightsAsync(container, token)).Exists), cancellation);
        foreach (var container in connection.WritableContainers) await walk.TakeAsync(Domain, "Rights", token => RightsAsync(domain, container, token), cancellation);
        if (connection.WritableContainers.Count == 0)
            await walk.TakeAsync(Domain, "Rights", _ => Task.FromResult(StepOutcome.Passed("no writableContainers: nothing is ever written into this domain")), cancellation);
    }

    private static StepOutcome Scope(string container, bool exists) => exists
        ? StepOutcome.Passed($"{container} can be read")
        : StepOutcome.Failed($"there is no {container}, or the account may not see it", "Correct spec.activeDirectory.scope.include, or let the account read it.");

    private static async Task<StepOutcome> SchemaAsync(IOnPremisesDirectory domain, CancellationToken cancellation)
    {
        var description = await domain.DescribeAsync(cancellation);
        var found = $"{description.DnsName}, {description.DomainControllers.Count} domain controller{(description.DomainControllers.Count == 1 ? string.Empty : "s")}; "
            + $"Exchange's attributes: {(description.HasExchange ? "yes" : "no")}; recycle bin: {(description.HasRecycleBin ? "on" : "off")}";
        return description.HasExternalDirectoryObjectId ? StepOutcome.Passed(found)
            : StepOutcome.Warned($"{found}; no msDS-ExternalDirectoryObjectId", "Written groups are marked by adminDescription alone. Windows Server 2016's schema has the attribute.");
    }

    private async Task<StepOutcome> RightsAsync(IOnPremisesDirectory domain, string container, CancellationToken cancellation)
    {
        var rights = await domain.ReadRightsAsync(container, cancellation);
        if (!rights.Exists) return StepOutcome.Failed($"there is no {container}", "Create it, or correct spec.activeDirectory.writableContainers.");
        return rights.MayCreateGroups
            ? StepOutcome.Passed($"may create groups in {container}")
            : StepOutcome.Failed(
                $"may not create groups in {container}",
                $"As a domain administrator: hybrid-groups permissions grant --server {connection.Address.Servers[0].OriginalString} --account {connection.UserName.Split('@', '\\')[0]} --container \"{container}\" …");
    }
}
