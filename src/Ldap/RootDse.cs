using System.Formats.Asn1;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Ldap.Protocol;

namespace Ldap;

/// <summary>Reads the root entry of an LDAP server over TLS, without an account.</summary>
public static class RootDse
{
    private const int LargestMessage = 64 * 1024;

    /// <summary>The naming context that the server serves by default, or null when it names none.</summary>
    /// <param name="server">An ldaps:// address.</param>
    /// <param name="authorities">Who must have signed its certificate; the machine's own authorities when empty.</param>
    /// <param name="limit">How long all of it may take.</param>
    /// <param name="time">The clock of that limit.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="LdapException">It could not be read.</exception>
    public static async Task<string?> ReadDefaultNamingContextAsync(
        Uri server, X509Certificate2Collection authorities, TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        if (!server.Scheme.Equals("ldaps", StringComparison.OrdinalIgnoreCase))
        {
            throw new LdapException($"{server} is not an ldaps:// address: connections are always encrypted here.");
        }

        using var deadline = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(server.Host, server.IsDefaultPort || server.Port <= 0 ? 636 : server.Port, either.Token);
            await using var tls = new SslStream(socket.GetStream());
            await tls.AuthenticateAsClientAsync(Tls(server, authorities), either.Token);
            await tls.WriteAsync(RootDseMessage.Request(messageId: 1, (int)limit.TotalSeconds), either.Token);
            return await ReadAnswerAsync(tls, either.Token);
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new LdapException($"{server} did not answer within {limit.TotalSeconds:0} s: is it overloaded, or does a firewall drop the packets?", late);
        }
        catch (SocketException error)
        {
            throw new LdapException($"{server}: {error.Message}. Is the address right, and does a firewall let port 636 through?", error);
        }
        catch (AuthenticationException error)
        {
            throw new LdapException(
                $"{server} shows a certificate that is not accepted: {error.InnerException?.Message ?? error.Message} "
                + "Check that caBundle holds the authority that signed it, and that it names the host of this address.", error);
        }
        catch (Exception error) when (error is IOException or AsnContentException)
        {
            throw new LdapException($"{server} broke off or sent something that is not LDAP: {error.Message}", error);
        }
    }

    private static SslClientAuthenticationOptions Tls(Uri server, X509Certificate2Collection authorities)
    {
        var options = new SslClientAuthenticationOptions { TargetHost = server.Host };
        if (authorities.Count > 0)
        {
            options.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            options.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        return options;
    }

    private static async Task<string?> ReadAnswerAsync(Stream stream, CancellationToken cancellation)
    {
        var buffer = new byte[LargestMessage];
        var filled = 0;
        string? namingContext = null;
        while (true)
        {
            while (AsnDecoder.TryReadEncodedValue(
                buffer.AsSpan(0, filled), AsnEncodingRules.BER, out _, out _, out _, out var length))
            {
                if (RootDseMessage.Read(buffer.AsMemory(0, length), namingContext) is { } answer)
                {
                    namingContext = answer.NamingContext;
                    if (answer.IsComplete)
                    {
                        return answer.Error is null ? namingContext : throw new IOException(answer.Error);
                    }
                }

                buffer.AsSpan(length, filled - length).CopyTo(buffer);
                filled -= length;
            }

            if (filled == buffer.Length)
            {
                throw new IOException($"the answer is longer than {LargestMessage / 1024} KiB");
            }

            var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellation);
            if (read == 0)
            {
                throw new IOException("the connection was closed before the answer was complete");
            }

            filled += read;
        }
    }
}
