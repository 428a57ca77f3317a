using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Probing;

/// <summary>Asks the domain controllers in turn; the first that answers will do.</summary>
public sealed class ActiveDirectoryProbe(TimeProvider time) : IActiveDirectoryProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public async Task<ProbeResult> ProbeAsync(ActiveDirectoryAddress address, CancellationToken cancellation)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(address.AuthoritiesPem);
        }
        catch (CryptographicException error)
        {
            return new ProbeResult.Silent($"The caBundle holds no certificates in PEM that can be read: {error.Message}");
        }

        if (address.AuthoritiesPem is not null && authorities.Count == 0)
        {
            return new ProbeResult.Silent("The caBundle holds no certificate: it must be PEM, beginning with -----BEGIN CERTIFICATE-----.");
        }

        var failures = new List<string>();
        foreach (var server in address.Servers)
        {
            try
            {
                return new ProbeResult.Answers(server, await RootDse.ReadDefaultNamingContextAsync(server, authorities, Limit, time, cancellation));
            }
            catch (LdapException error)
            {
                failures.Add(error.Message);
            }
        }

        return new ProbeResult.Silent(string.Join(' ', failures));
    }
}
