using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace Ldap;

/// <summary>From a name to a bound connection: DNS, TCP, TLS, bind, all within one deadline.</summary>
internal sealed class ConnectionOpener(LdapConnectionOptions options)
{
    private const string StartTlsOperation = "1.3.6.1.4.1.1466.20037";

    private readonly LdapEndpoint endpoint = options.Endpoint;
    private readonly string server = options.Endpoint.ToString();
    private string stage = "looking up its address";

    public async Task<Stream> OpenAsync(CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(options.ConnectTimeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        Stream? stream = null;
        try
        {
            stream = await ConnectAsync(either.Token);
            stream = await SecureAsync(stream, either.Token);
            stage = "the bind";
            return await BindAsync(stream, either.Token);
        }
        catch (Exception e)
        {
            if (stream is not null) await stream.DisposeAsync();
            cancellation.ThrowIfCancellationRequested();
            throw e switch
            {
                LdapException => e,
                _ when deadline.IsCancellationRequested =>
                    LdapErrors.Unreachable(server, $"no answer to {stage} within {options.ConnectTimeout.TotalSeconds:0.###} s", e),
                IOException or SocketException => LdapErrors.Unreachable(server, $"it closed the connection during {stage} ({e.Message.TrimEnd('.')})", e),
                _ => e,
            };
        }
    }

    private async Task<Stream> ConnectAsync(CancellationToken cancellation)
    {
        var addresses = await ResolveAsync(cancellation);
        stage = "connecting to it";
        Exception? last = null;
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
                await socket.ConnectAsync(new IPEndPoint(address, endpoint.Port), cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException e)
            {
                socket.Dispose();
                last = e;
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw LdapErrors.Unreachable(server, last?.Message ?? "its name has no address", last);
    }

    private async Task<IPAddress[]> ResolveAsync(CancellationToken cancellation)
    {
        if (IPAddress.TryParse(endpoint.Host, out var literal)) return [literal];
        try
        {
            return await Dns.GetHostAddressesAsync(endpoint.Host, cancellation);
        }
        catch (SocketException e)
        {
            throw LdapErrors.NameNotResolved(server, endpoint.Host, e);
        }
    }

    private async Task<Stream> SecureAsync(Stream stream, CancellationToken cancellation)
    {
        if (endpoint.Security == LdapTransportSecurity.None) return stream;
        if (endpoint.Security == LdapTransportSecurity.StartTls)
        {
            stage = "StartTLS";
            var exchange = new HandshakeExchange(stream, options.MaximumMessageBytes);
            var id = exchange.NextId();
            var result = await exchange.ExchangeAsync(
                RequestEncoder.Extended(id, StartTlsOperation, null), id, BerTag.ExtendedResponse, cancellation);
            if (result.Code != LdapResultCode.Success) throw ResultErrors.From(result, "StartTLS", server);
        }

        stage = "the TLS handshake";
        return await new TlsHandshake(options.Tls, endpoint.Host, server).RunAsync(stream, cancellation);
    }

    private async Task<Stream> BindAsync(Stream stream, CancellationToken cancellation)
    {
        var exchange = new HandshakeExchange(stream, options.MaximumMessageBytes);
        var isProtected = stream is SslStream;
        switch (options.Credential)
        {
            case LdapCredential.Simple simple:
                await SimpleBind.RunAsync(exchange, simple, isProtected, server, cancellation);
                return stream;
            case LdapCredential.External:
                await ExternalBind.RunAsync(exchange, options.Tls, isProtected, server, cancellation);
                return stream;
            case LdapCredential.Negotiate negotiate:
                var layer = await new GssBind(exchange, negotiate, endpoint, stream as SslStream, server).RunAsync(cancellation);
                return layer is null ? stream : new SaslStream(stream, layer);
            default:
                return stream;
        }
    }
}
