using System.Net;
using System.Net.Sockets;

namespace FaultProxy.Tcp;

/// <summary>One client's connection and the one to the server that belongs to it.</summary>
internal sealed class ProxiedConnection(Socket client, TcpFault fault, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _struck = new();
    private volatile TcpFault _fault = fault;
    private long _fromServer;

    /// <summary>Replaces the fault and lets it take effect at once, whatever number of bytes it names.</summary>
    public void Strike(TcpFault fault)
    {
        _fault = fault;
        if (fault.BytesBefore == long.MaxValue)
        {
            return;
        }

        try
        {
            _struck.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The connection ended by itself in the meantime; there is nothing left to strike.
        }
    }

    public async Task RunAsync(EndPoint serverEndPoint, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop, _struck.Token);
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            client.NoDelay = true;
            if (_fault is not TcpFault.Refuse)
            {
                await server.ConnectAsync(serverEndPoint, ended.Token);
                var up = CopyToServerAsync(server, ended.Token);
                var down = CopyToClientAsync(server, ended.Token);
                await await Task.WhenAny(up, down);
                await ended.CancelAsync();
                await Task.WhenAll(up, down).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception end) when (end is SocketException or OperationCanceledException or IOException)
        {
            // Either side went away, or a fault struck: what the client sees of it is decided below.
        }

        await EndAsync(stop);
    }

    public void Dispose()
    {
        client.Dispose();
        _struck.Dispose();
    }

    private async Task CopyToServerAsync(Socket server, CancellationToken ended)
    {
        var buffer = new byte[32 * 1024];
        int read;
        while ((read = await client.ReceiveAsync(buffer, ended)) > 0)
        {
            await server.SendAsync(buffer.AsMemory(0, read), ended);
        }

        // Half-closed: the server may still have something to say.
        server.Shutdown(SocketShutdown.Send);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, ended);
    }

    private async Task CopyToClientAsync(Socket server, CancellationToken ended)
    {
        var buffer = new byte[32 * 1024];
        int read;
        while ((read = await server.ReceiveAsync(buffer, ended)) > 0)
        {
            if (_fault is TcpFault.Delay delay)
            {
                await Task.Delay(delay.Time, time, ended);
            }

            var allowed = (int)Math.Min(read, Math.Max(0, _fault.BytesBefore - _fromServer));
            await client.SendAsync(buffer.AsMemory(0, allowed), ended);
            _fromServer += allowed;
            if (allowed < read || _fromServer >= _fault.BytesBefore)
            {
                return;
            }
        }

        _fault = new TcpFault.Pass(); // the server ended the stream itself
    }

    private async Task EndAsync(CancellationToken stop)
    {
        if (_fault is TcpFault.Stall && !stop.IsCancellationRequested)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (_fault is TcpFault.Reset or TcpFault.Refuse)
        {
            client.LingerState = new LingerOption(enable: true, seconds: 0); // close by RST
        }
        else if (client.Connected)
        {
            client.Shutdown(SocketShutdown.Send); // else bytes not yet read would turn the close into a reset
        }

        client.Dispose();
    }
}
