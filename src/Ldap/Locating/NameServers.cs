using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Ldap;

/// <summary>Asks name servers which servers a service has. What .NET offers for DNS knows only the addresses of a name.</summary>
public sealed class NameServers
{
    private const int Port = 53;
    private const int Attempts = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Func<IReadOnlyList<IPEndPoint>> current;
    private readonly TimeProvider time;

    public NameServers(IReadOnlyList<IPEndPoint> servers, TimeProvider time)
        : this(() => servers, time)
    {
    }

    private NameServers(Func<IReadOnlyList<IPEndPoint>> current, TimeProvider time) => (this.current, this.time) = (current, time);

    /// <summary>Those that this machine asks for every other name, as they are at the time.</summary>
    public static NameServers OfThisMachine(TimeProvider time) => new(ReadMachine, time);

    /// <summary>The servers of a service; none when the name is not known.</summary>
    /// <exception cref="NameServersException">No name server gave an answer that can be used.</exception>
    public async Task<IReadOnlyList<ServiceRecord>> FindAsync(string name, CancellationToken cancellation)
    {
        var servers = current();
        var failures = new List<string>();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            foreach (var server in servers)
            {
                var (answer, failure) = await AskAsync(server, name, cancellation);
                if (answer is not null) return answer.Services;
                failures.Add($"{server} {failure}");
            }
        }

        throw new NameServersException(servers.Count == 0
            ? "This machine is not told of any name server."
            : $"No name server says which servers {name} has: {string.Join("; ", failures.Distinct(StringComparer.Ordinal))}.");
    }

    private static IReadOnlyList<IPEndPoint> ReadMachine()
    {
        try
        {
            return
            [
                .. NetworkInterface.GetAllNetworkInterfaces()
                    .SelectMany(card => card.GetIPProperties().DnsAddresses)
                    .Distinct()
                    .Select(address => new IPEndPoint(address, Port)),
            ];
        }
        catch (NetworkInformationException e)
        {
            throw new NameServersException($"This machine does not say which name servers it asks ({e.Message.TrimEnd('.')}).");
        }
    }

    private async Task<(DnsAnswer? Answer, string? Failure)> AskAsync(IPEndPoint server, string name, CancellationToken cancellation)
    {
        var question = DnsQuestion.For((ushort)RandomNumberGenerator.GetInt32(ushort.MaxValue + 1), name);
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            var answer = await AskInDatagramAsync(server, question, either.Token);
            if (answer.IsTruncated) answer = await AskInStreamAsync(server, question, either.Token);
            return answer.Code is DnsAnswerCode.NoError or DnsAnswerCode.NoSuchName
                ? (answer, null)
                : (null, $"answered {answer.Code}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, $"gave no answer within {Patience.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is SocketException or IOException or FormatException)
        {
            return (null, $"could not be asked ({e.Message.TrimEnd('.')})");
        }
    }

    private static async Task<DnsAnswer> AskInDatagramAsync(IPEndPoint server, byte[] question, CancellationToken cancellation)
    {
        // Connected, it takes datagrams of this server alone.
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellation);
        await socket.SendAsync(question, cancellation);
        var received = new byte[ushort.MaxValue];
        while (true)
        {
            var length = await socket.ReceiveAsync(received, cancellation);
            if (DnsAnswer.Read(received.AsSpan(0, length), question) is { } answer) return answer;
        }
    }

    private static async Task<DnsAnswer> AskInStreamAsync(IPEndPoint server, byte[] question, CancellationToken cancellation)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellation);
        await using var stream = new NetworkStream(socket);
        var prefix = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(prefix, (ushort)question.Length);
        await stream.WriteAsync((byte[])[.. prefix, .. question], cancellation);
        await stream.ReadExactlyAsync(prefix, cancellation);
        var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
        await stream.ReadExactlyAsync(message, cancellation);
        return DnsAnswer.Read(message, question) ?? throw new FormatException("it answered another question");
    }
}
