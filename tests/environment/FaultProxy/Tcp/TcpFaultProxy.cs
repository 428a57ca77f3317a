using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace FaultProxy.Tcp;

/// <summary>
/// Stands between a client and a real server and does harm to chosen connections. It does not look into the bytes, so it
/// serves LDAPS and HTTPS alike, and certificates are those of the server.
/// </summary>
public sealed class TcpFaultProxy : IAsyncDisposable
{
    private readonly DnsEndPoint _server;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<TcpFault> _next = new();
    private readonly ConcurrentDictionary<ProxiedConnection, Task> _connections = new();
    private TcpListener _listener;
    private Task _accepting;
    private int _accepted;

    private TcpFaultProxy(IPEndPoint listen, DnsEndPoint server, TimeProvider time)
    {
        _server = server;
        _time = time;
        _listener = Listen(listen);
        EndPoint = (IPEndPoint)_listener.LocalEndpoint;
        _accepting = AcceptAsync(_listener);
    }

    /// <summary>Where clients connect.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>How many connections were accepted so far, harmed ones too.</summary>
    public int AcceptedConnections => Volatile.Read(ref _accepted);

    /// <summary>How many connections are open now.</summary>
    public int OpenConnections => _connections.Count;

    /// <summary>What happens to connections for which nothing is queued.</summary>
    public TcpFault Always { get; set; } = new TcpFault.Pass();

    /// <summary>Starts a proxy before a server, on a free port of 127.0.0.1 unless told otherwise.</summary>
    public static TcpFaultProxy Start(string host, int port, IPEndPoint? listen = null, TimeProvider? time = null) =>
        new(listen ?? new IPEndPoint(IPAddress.Loopback, 0), new DnsEndPoint(host, port), time ?? TimeProvider.System);

    /// <summary>The faults of the next connections, one each, in this order. Later ones get <see cref="Always"/>.</summary>
    public void Next(params ReadOnlySpan<TcpFault> faults)
    {
        foreach (var fault in faults)
        {
            _next.Enqueue(fault);
        }
    }

    /// <summary>Strikes every open connection now.</summary>
    public void StrikeOpenConnections(TcpFault fault)
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Strike(fault);
        }
    }

    /// <summary>Stops listening: clients get "connection refused", as from a server that is down. Open connections live on.</summary>
    public async Task StopListeningAsync()
    {
        _listener.Stop();
        await _accepting;
    }

    /// <summary>Listens again, on the same port.</summary>
    public void ListenAgain()
    {
        _listener = Listen(EndPoint);
        _accepting = AcceptAsync(_listener);
    }

    public async ValueTask DisposeAsync()
    {
        await StopListeningAsync();
        await _stop.CancelAsync();
        await Task.WhenAll(_connections.Values);
        _stop.Dispose();
    }

    private static TcpListener Listen(IPEndPoint endPoint)
    {
        var listener = new TcpListener(endPoint);
        listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        listener.Start();
        return listener;
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await listener.AcceptSocketAsync(_stop.Token);
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
            {
                return; // the listener was stopped
            }

            Interlocked.Increment(ref _accepted);
            var fault = _next.TryDequeue(out var queued) ? queued : Always;
            var connection = new ProxiedConnection(client, fault, _time);
            _connections[connection] = ServeAsync(connection);
        }
    }

    private async Task ServeAsync(ProxiedConnection connection)
    {
        await Task.Yield(); // so that the entry is in the table before it can be removed
        try
        {
            await connection.RunAsync(_server, _stop.Token);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            connection.Dispose();
        }
    }
}
