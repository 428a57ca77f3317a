using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Ldap.Tests.Servers;

/// <summary>A server that says what no real one would. Its script is given each connection, after TLS when it has a certificate.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly X509Certificate2? certificate;
    private readonly Func<Stream, CancellationToken, Task> script;
    private readonly Task accepting;

    public ScriptedServer(X509Certificate2? certificate, Func<Stream, CancellationToken, Task> script)
    {
        this.certificate = certificate;
        this.script = script;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public int Connections { get; private set; }

    public LdapEndpoint Endpoint => new("localhost", Port, certificate is null ? LdapTransportSecurity.None : LdapTransportSecurity.Tls);

    /// <summary>Reads one message; its number, or null at the end.</summary>
    public static async Task<(int Id, byte Operation, byte[] Message)?> ReceiveAsync(Stream stream, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 20];
        var filled = 0;
        while (true)
        {
            var length = BerFrame.Measure(buffer.AsSpan(0, filled), buffer.Length);
            if (length > 0 && filled >= length) break;
            var count = await stream.ReadAsync(buffer.AsMemory(filled, 1), cancellation);
            if (count == 0) return null;
            filled += count;
        }

        var message = buffer[..filled];
        var header = MessageDecoder.ReadHeader(message);
        return (header.Id, header.Operation, message);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                Connections++;
                open.Add(ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (certificate is not null)
                {
                    var tls = new SslStream(stream);
                    await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, stop.Token);
                    stream = tls;
                }

                await script(stream, stop.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away, which is what some tests are about.
            }
        }
    }
}
