using System.Net;
using System.Net.Sockets;

namespace HybridGroups.Commands.Connectors;

/// <summary>Names and ports, asked as the directories' own clients will.</summary>
internal static class Network
{
    public static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellation);

    /// <summary>The first address that answers, and how long that took.</summary>
    public static async Task<string> ConnectAsync(IEnumerable<IPAddress> addresses, int port, TimeProvider time, CancellationToken cancellation)
    {
        SocketException? last = null;
        foreach (var address in addresses)
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            var began = time.GetTimestamp();
            try
            {
                await socket.ConnectAsync(new IPEndPoint(address, port), cancellation);
                return $"port {port} answers in {time.GetElapsedTime(began).TotalMilliseconds:0} ms";
            }
            catch (SocketException error)
            {
                last = error;
            }
        }

        throw last ?? new SocketException((int)SocketError.HostNotFound);
    }
}
