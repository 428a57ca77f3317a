using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using TestEnvironment;

namespace Ldap.Tests.Servers;

/// <summary>A real DNS server on a loopback port, which knows the records given and nothing else.</summary>
internal sealed class DnsServer : IAsyncDisposable
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);

    private readonly Process process;

    private DnsServer(Process process, IPEndPoint endPoint)
    {
        this.process = process;
        EndPoint = endPoint;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
    }

    public IPEndPoint EndPoint { get; }

    public NameServers Names => new([EndPoint], TimeProvider.System);

    /// <summary>Starts it with service records, each as name, host, port, priority and weight.</summary>
    public static async Task<DnsServer> StartAsync(CancellationToken cancellation, params IEnumerable<ServiceRecord> records)
    {
        await Script.RunAsync(Repository.PathOf("tests", "environment", "install-dns-server"), [], InstallLimit, cancellation);
        var endPoint = new IPEndPoint(IPAddress.Loopback, FreePort());
        string[] arguments =
        [
            "--keep-in-foreground", "--conf-file=/dev/null", "--pid-file=", "--user=", "--no-resolv", "--local=/example.com/", "--no-hosts", "--bind-interfaces",
            string.Create(CultureInfo.InvariantCulture, $"--listen-address={endPoint.Address}"), string.Create(CultureInfo.InvariantCulture, $"--port={endPoint.Port}"),
            .. records.Select(record => string.Create(
                CultureInfo.InvariantCulture, $"--srv-host=_ldap._tcp.dc._msdcs.corp.example.com,{record.Host},{record.Port},{record.Priority},{record.Weight}")),
        ];
        var server = new DnsServer(
            Process.Start(new ProcessStartInfo("dnsmasq", arguments) { UseShellExecute = false, RedirectStandardError = true })
                ?? throw new InvalidOperationException("dnsmasq did not start."),
            endPoint);
        await server.AnswersAsync(cancellation);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }

    private async Task AnswersAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            process.HasExited.ShouldBeFalse("dnsmasq ended at once");
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(EndPoint, limit.Token);
                return;
            }
            catch (SocketException refused) when (refused.SocketErrorCode == SocketError.ConnectionRefused)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
