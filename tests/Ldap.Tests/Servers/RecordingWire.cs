using System.Net;
using System.Net.Sockets;

namespace Ldap.Tests.Servers;

/// <summary>Passes bytes on and keeps a copy of them.</summary>
internal sealed class RecordingWire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly MemoryStream recorded = new();
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    public RecordingWire(string host, int port)
    {
        listener.Start();
        running = RunAsync(host, port);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public byte[] Recorded
    {
        get
        {
            lock (recorded) return recorded.ToArray();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await running;
        stop.Dispose();
    }

    private async Task RunAsync(string host, int port)
    {
        try
        {
            using var client = await listener.AcceptTcpClientAsync(stop.Token);
            using var server = new TcpClient();
            await server.ConnectAsync(host, port, stop.Token);
            await Task.WhenAny(CopyAsync(client.GetStream(), server.GetStream()), CopyAsync(server.GetStream(), client.GetStream()));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // One of the two has ended.
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int count;
            while ((count = await from.ReadAsync(buffer, stop.Token)) > 0)
            {
                lock (recorded) recorded.Write(buffer, 0, count);
                await to.WriteAsync(buffer.AsMemory(0, count), stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // One of the two has ended.
        }
    }
}
