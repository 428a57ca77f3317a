using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>Ports of this machine that nobody listens on, below those that the kernel hands out: until it is used, none is taken by accident.</summary>
internal static class LoopbackPort
{
    public static int Free()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(20_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Another one, then.
            }
        }
    }
}
