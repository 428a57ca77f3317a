using System.Security.Cryptography;
using HybridGroups.ActiveDirectory.Connections;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Probing;

/// <summary>Asks the domain controllers in turn; the first that answers will do.</summary>
public sealed class ActiveDirectoryProbe(NameServers names, TimeProvider time) : IActiveDirectoryProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public async Task<ProbeResult> ProbeAsync(ActiveDirectoryAddress address, CancellationToken cancellation)
    {
        LdapTlsOptions tls;
        try
        {
            tls = address.AuthoritiesPem is { } pem ? new LdapTlsOptions { Authorities = LdapTlsOptions.ReadAuthorities(pem) } : new();
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return new ProbeResult.Silent(
                $"The caBundle holds no certificates in PEM that can be read, beginning with -----BEGIN CERTIFICATE-----: {error.Message}");
        }

        var (servers, notLocated) = await ServersAsync(address, cancellation);
        var failures = new List<string>();
        if (notLocated is not null) failures.Add(notLocated);
        foreach (var server in servers)
        {
            try
            {
                return new ProbeResult.Answers(server, await AskAsync(server, tls, cancellation));
            }
            catch (LdapException error)
            {
                failures.Add($"{error.Message} {error.Remedy}");
            }
            catch (FormatException error)
            {
                failures.Add(error.Message);
            }
        }

        return new ProbeResult.Silent(string.Join(' ', failures));
    }

    // In the order of their names, not by lot: what a status says is not to change with every look.
    private async Task<(IReadOnlyList<Uri> Servers, string? Problem)> ServersAsync(ActiveDirectoryAddress address, CancellationToken cancellation)
    {
        if (address.LocatorOf(names) is not { } locator) return (address.Servers, null);
        var located = await locator.FindAsync(cancellation);
        return located.Endpoints.Count == 0
            ? (address.Servers, located.Problem)
            : ([.. located.Endpoints.Select(endpoint => endpoint.ToString()).Order(StringComparer.Ordinal).Select(text => new Uri(text))], null);
    }

    private async Task<string?> AskAsync(Uri server, LdapTlsOptions tls, CancellationToken cancellation)
    {
        var options = new LdapConnectionOptions(LdapEndpoint.Parse(server.OriginalString), new LdapCredential.Anonymous())
        {
            Tls = tls,
            ConnectTimeout = Limit,
            OperationTimeout = Limit,
            Time = time,
        };
        await using var connection = await LdapConnection.ConnectAsync(options, cancellation);
        return (await connection.ReadAsync(DistinguishedName.Root, ["defaultNamingContext"], cancellation))?.Text("defaultNamingContext");
    }
}
