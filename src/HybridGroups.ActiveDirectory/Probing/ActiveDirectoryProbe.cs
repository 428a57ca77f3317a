using System.Security.Cryptography;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Probing;

/// <summary>Asks the domain controllers in turn; the first that answers will do.</summary>
public sealed class ActiveDirectoryProbe(TimeProvider time) : IActiveDirectoryProbe
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

        var failures = new List<string>();
        foreach (var server in address.Servers)
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
