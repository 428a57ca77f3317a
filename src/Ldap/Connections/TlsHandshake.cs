using System.ComponentModel;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Ldap;

/// <summary>Puts TLS over a stream and turns a refused certificate into an error that says which, why and what to do.</summary>
internal sealed class TlsHandshake(LdapTlsOptions options, string host, string server)
{
    private LdapException? rejection;

    public async Task<SslStream> RunAsync(Stream inner, CancellationToken cancellation)
    {
        var stream = new SslStream(inner, leaveInnerStreamOpen: false);
        try
        {
            await stream.AuthenticateAsClientAsync(Options(), cancellation);
            return stream;
        }
        catch (Exception e) when (e is AuthenticationException or Win32Exception)
        {
            await stream.DisposeAsync();
            throw rejection ?? LdapErrors.Tls(server, e.InnerException?.Message ?? e.Message, e);
        }
        catch (IOException e)
        {
            // A server that is being restarted closes here; so does one that has no certificate, always.
            await stream.DisposeAsync();
            throw rejection ?? LdapErrors.ClosedDuringTls(server, (e.InnerException?.Message ?? e.Message).TrimEnd('.'), e);
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private SslClientAuthenticationOptions Options()
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = options.Revocation,
            RevocationFlag = X509RevocationFlag.ExcludeRoot,
            // The server sends its intermediates; fetching what a certificate points at would be traffic at the wish of a stranger.
            DisableCertificateDownloads = options.Revocation == X509RevocationMode.NoCheck,
        };
        policy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid("1.3.6.1.5.5.7.3.1"));
        if (options.Authorities.Count > 0)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            foreach (var authority in options.Authorities)
            {
                policy.CustomTrustStore.Add(authority);
                policy.ExtraStore.Add(authority);
            }
        }

        return new SslClientAuthenticationOptions
        {
            TargetHost = options.ServerName ?? host,
            CertificateChainPolicy = policy,
            CertificateRevocationCheckMode = options.Revocation,
            ClientCertificates = options.ClientCertificate is { } own ? [own] : null,
            RemoteCertificateValidationCallback = Judge,
        };
    }

    private bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        rejection = CertificateRejection.Explain(server, options.ServerName ?? host, certificate, chain, errors, options.Authorities);
        return false;
    }
}
