using System.Net;
using System.Net.Sockets;

namespace Ldap.Tests.Servers;

/// <summary>Answers each question over UDP with what its script makes of it.</summary>
internal sealed class HostileNameServer : IAsyncDisposable
{
    private readonly UdpClient socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource stop = new();
    private readonly Task answering;

    public HostileNameServer(Func<byte[], IEnumerable<byte[]>> script) => answering = AnswerAsync(script);

    public IPEndPoint EndPoint => (IPEndPoint)socket.Client.LocalEndPoint!;

    public int Questions { get; private set; }

    /// <summary>An answer with one record, written by hand: whoever reads it shares nothing with this.</summary>
    public static byte[] Answer(byte[] question, byte[] records, int count, byte flags = 0x81, byte code = 0x80)
    {
        var end = Array.IndexOf(question, (byte)0, 12) + 5;
        return [question[0], question[1], flags, code, 0, 1, 0, (byte)count, 0, 0, 0, 0, .. question.AsSpan(12, end - 12), .. records];
    }

    /// <summary>A service record whose owner is the question's name, and whose host is given as it is on the wire.</summary>
    public static byte[] Service(int port, byte[] host) =>
        [0xC0, 12, 0, 33, 0, 1, 0, 0, 0, 60, 0, (byte)(host.Length + 6), 0, 0, 0, 100, (byte)(port >> 8), (byte)port, .. host];

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await answering;
        socket.Dispose();
        stop.Dispose();
    }

    private async Task AnswerAsync(Func<byte[], IEnumerable<byte[]>> script)
    {
        try
        {
            while (true)
            {
                var question = await socket.ReceiveAsync(stop.Token);
                Questions++;
                foreach (var answer in script(question.Buffer)) await socket.SendAsync(answer, question.RemoteEndPoint, stop.Token);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }
}
