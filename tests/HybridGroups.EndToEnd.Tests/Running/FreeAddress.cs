using System.Net;
using System.Net.Sockets;

namespace HybridGroups.EndToEnd.Tests.Running;

/// <summary>A loopback address with a port that nobody listens on, for a server that has to be told its own.</summary>
internal static class FreeAddress
{
    public static IPEndPoint Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }
}
