using System.Buffers.Binary;
using System.Buffers;
using System.Net;
using System.Net.Security;
using System.Security.Authentication.ExtendedProtection;

namespace Ldap;

/// <summary>GSS-SPNEGO and GSSAPI (RFC 4752). Without TLS the traffic after it is signed and sealed.</summary>
internal sealed class GssBind(
    HandshakeExchange exchange,
    LdapCredential.Negotiate credential,
    LdapEndpoint endpoint,
    SslStream? tls,
    string server)
{
    private const byte SealingLayer = 4;
    private const byte NoLayer = 1;
    private const int LargestBuffer = 0xFFFFFF;

    private string Mechanism => credential.Mechanism == LdapSaslMechanism.Gssapi ? "GSSAPI" : "GSS-SPNEGO";

    /// <summary>The layer that the rest of the traffic goes through, or null when TLS protects it already.</summary>
    public async Task<SaslSecurityLayer?> RunAsync(CancellationToken cancellation)
    {
        var authentication = new NegotiateAuthentication(Options());
        try
        {
            var (result, offer) = await ExchangeTokensAsync(authentication, cancellation);
            if (credential.Mechanism == LdapSaslMechanism.Gssapi) result = await AgreeOnLayerAsync(authentication, offer, cancellation);
            if (result.Code != LdapResultCode.Success) throw Refused(result);
            if (tls is null && authentication is { IsEncrypted: true, IsSigned: true })
                return new SaslSecurityLayer(authentication);
            if (tls is null)
                throw LdapErrors.Authentication(
                    $"{server} agreed to no sealing of the traffic.", "Use ldaps:// or StartTLS.");
            authentication.Dispose();
            return null;
        }
        catch
        {
            authentication.Dispose();
            throw;
        }
    }

    private NegotiateAuthenticationClientOptions Options() => new()
    {
        Package = credential.Mechanism == LdapSaslMechanism.Gssapi ? "Kerberos" : "Negotiate",
        Credential = credential.UserName is { } user
            ? new NetworkCredential(user, credential.Password, credential.Domain)
            : CredentialCache.DefaultNetworkCredentials,
        TargetName = credential.ServicePrincipal ?? "ldap/" + endpoint.Host,
        // Active Directory refuses a second layer inside TLS.
        RequiredProtectionLevel = tls is null ? ProtectionLevel.EncryptAndSign : ProtectionLevel.None,
        RequireMutualAuthentication = true,
        Binding = credential.ChannelBinding ? tls?.TransportContext?.GetChannelBinding(ChannelBindingKind.Endpoint) : null,
    };

    private async Task<(LdapResult Result, ReadOnlyMemory<byte>? Offer)> ExchangeTokensAsync(
        NegotiateAuthentication authentication,
        CancellationToken cancellation)
    {
        byte[]? incoming = null;
        LdapResult? result = null;
        while (true)
        {
            var (token, status) = await StepAsync(authentication, incoming, cancellation);
            if (status is not (NegotiateAuthenticationStatusCode.Completed or NegotiateAuthenticationStatusCode.ContinueNeeded))
                throw Failed(status);
            // The last token of the server may complete the context without asking for another of ours.
            if (result is { Code: LdapResultCode.Success }) return (result, null);
            if (status == NegotiateAuthenticationStatusCode.Completed && token is null && result is not null) return (result, null);
            result = await BindAsync(token ?? [], cancellation);
            if (result.Code is not (LdapResultCode.Success or LdapResultCode.SaslBindInProgress)) throw Refused(result);
            incoming = result.ServerCredentials?.ToArray();
            if (authentication.IsAuthenticated && incoming is null) return (result, null);
            if (incoming is null) throw LdapErrors.ProtocolViolation("a bind answer without the token it needs");
            if (authentication.IsAuthenticated && credential.Mechanism == LdapSaslMechanism.Gssapi) return (result, incoming);
        }
    }

    // GSSAPI goes on after the context is there: the server offers layers and a buffer size, the client chooses.
    private async Task<LdapResult> AgreeOnLayerAsync(
        NegotiateAuthentication authentication,
        ReadOnlyMemory<byte>? made,
        CancellationToken cancellation)
    {
        var offer = made ?? (await BindAsync([], cancellation)).ServerCredentials
            ?? throw LdapErrors.ProtocolViolation("no offer of security layers");
        var plain = new ArrayBufferWriter<byte>();
        if (authentication.Unwrap(offer.Span, plain, out _) != NegotiateAuthenticationStatusCode.Completed || plain.WrittenCount != 4)
            throw LdapErrors.ProtocolViolation("an offer of security layers that cannot be read");
        var wanted = tls is null ? SealingLayer : NoLayer;
        if ((plain.WrittenSpan[0] & wanted) == 0)
            throw LdapErrors.Authentication(
                $"{server} does not offer {(tls is null ? "sealing" : "to go without a layer inside TLS")}.", "Use the mechanism GSS-SPNEGO.");
        var choice = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(choice, tls is null ? LargestBuffer : 0);
        choice[0] = wanted;
        var wrapped = new ArrayBufferWriter<byte>();
        authentication.Wrap(choice, wrapped, requestEncryption: false, out _);
        return await BindAsync(wrapped.WrittenSpan.ToArray(), cancellation);
    }

    private async Task<LdapResult> BindAsync(byte[] token, CancellationToken cancellation)
    {
        var id = exchange.NextId();
        return await exchange.ExchangeAsync(RequestEncoder.SaslBind(id, Mechanism, token), id, BerTag.BindResponse, cancellation);
    }

    // The platform's library asks the ticket server itself, without a way to cancel: the wait can be left, its thread ends
    // when the library gives up.
    private static Task<(byte[]? Token, NegotiateAuthenticationStatusCode Status)> StepAsync(
        NegotiateAuthentication authentication,
        byte[]? incoming,
        CancellationToken cancellation) =>
        Task.Run(() => (authentication.GetOutgoingBlob(incoming, out var status), status), cancellation).WaitAsync(cancellation);

    private LdapException Refused(LdapResult result) =>
        ResultErrors.From(result, $"the bind with {Mechanism} as {credential.UserName ?? "the process's account"}", server);

    private LdapException Failed(NegotiateAuthenticationStatusCode status) => LdapErrors.Authentication(
        $"Kerberos for {credential.ServicePrincipal ?? "ldap/" + endpoint.Host} failed: {status}.",
        status switch
        {
            NegotiateAuthenticationStatusCode.UnknownCredentials or NegotiateAuthenticationStatusCode.InvalidCredentials =>
                "Check the user name (name@REALM), the password or the keytab, and that krb5.conf names a reachable KDC for the realm.",
            NegotiateAuthenticationStatusCode.TargetUnknown =>
                "Connect by the domain controller's own host name: Kerberos knows it as ldap/<host name>, and by no address or alias.",
            NegotiateAuthenticationStatusCode.Unsupported =>
                "Install the GSSAPI library of Kerberos (libgssapi-krb5-2) in the image.",
            _ => "Check krb5.conf, the reachability of the KDC (port 88), the clock (5 minutes at most), and the service principal.",
        });
}
