using System.Net.NetworkInformation;
using System.Net.Sockets;
using TestEnvironment;

namespace Environment.Tests.Servers;

public sealed class An_instance_comes_and_goes_without_a_trace
{
    private static readonly string[] Servers = ["etcd", "kube-apiserver", "samba", "simulator"];

    [Fact]
    public async Task Up_twice_is_up_once_and_down_twice_leaves_no_process_no_port_no_folder_and_no_address()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var first = await Surroundings.UpAsync("comes-and-goes", parts: null, cancellation);
        var processes = Servers.ToDictionary(server => server, first.ProcessOf, StringComparer.Ordinal);
        var sessions = processes.Values.SelectMany(MembersOfSession).ToArray();
        var description = first.Description;

        var second = await Surroundings.UpAsync("comes-and-goes", parts: null, cancellation);
        second.Description.ShouldBe(description);
        Servers.ToDictionary(server => server, second.ProcessOf, StringComparer.Ordinal).ShouldBe(processes, ignoreOrder: true);

        await first.DisposeAsync();
        await first.DisposeAsync();

        processes.Values.SelectMany(MembersOfSession).ShouldBeEmpty();
        sessions.ShouldNotBeEmpty();
        Directory.Exists(description.Folder).ShouldBeFalse();
        (await IsListening(description.Kubernetes!.Url!.Host, description.Kubernetes.Url.Port)).ShouldBeFalse();
        (await IsListening(description.ActiveDirectory!.Url.Host, 636)).ShouldBeFalse();
        (await IsListening(description.Graph!.Url.Host, description.Graph.Url.Port)).ShouldBeFalse();
        NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .ShouldNotContain(address => address.Address.ToString() == description.ActiveDirectory.Url.Host);
    }

    [Fact]
    public async Task A_server_that_was_killed_is_started_again_where_it_was_with_what_it_knew()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var surroundings = await Surroundings.UpAsync("killed", "control-plane", cancellation);
        var kubeconfig = surroundings.Description.Kubernetes!.Kubeconfig;
        await Script.RunAsync("kubectl", ["--kubeconfig", kubeconfig, "create", "namespace", "survivor"], TimeSpan.FromSeconds(20), cancellation);

        await surroundings.SignalAsync("kube-apiserver", "KILL", cancellation);
        var without = await Script.TryRunAsync("kubectl", ["--kubeconfig", kubeconfig, "get", "namespace", "survivor"], TimeSpan.FromSeconds(20), cancellation);
        var health = await Script.TryRunAsync(Repository.PathOf("tests", "environment", "health"), ["--name", "killed"], TimeSpan.FromSeconds(20), cancellation);
        await surroundings.RestartAsync("control-plane", cancellation);
        var after = await Script.TryRunAsync("kubectl", ["--kubeconfig", kubeconfig, "get", "namespace", "survivor", "-o", "name"], TimeSpan.FromSeconds(20), cancellation);

        without.ExitCode.ShouldNotBe(0);
        health.ExitCode.ShouldBe(1);
        health.Output.ShouldContain("kube-apiserver   is GONE");
        after.Output.Trim().ShouldBe("namespace/survivor", after.Errors);
    }

    [Theory]
    [InlineData("--only", "mainframe", "there is no part 'mainframe'")]
    [InlineData("--name", "Not A Name", "is no name for an instance")]
    [InlineData("--fast", "now", "'--fast' is not understood")]
    public async Task A_mistake_on_the_command_line_is_answered_with_what_would_be_right(string option, string value, string answer)
    {
        var result = await Script.TryRunAsync(
            Repository.PathOf("tests", "environment", "up"), [option, value], TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        result.ExitCode.ShouldBe(3);
        result.Errors.ShouldContain(answer);
    }

    // Field 6 of a process's stat, after the name in parentheses, is its session: that of the server that it belongs to.
    private static IEnumerable<int> MembersOfSession(int leader) =>
        Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
            .Where(id => id > 0 && StatOf(id) is { } stat && stat[3] == leader.ToString(System.Globalization.CultureInfo.InvariantCulture) && stat[0] != "Z");

    private static string[]? StatOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null; // it has ended in the meantime
        }
    }

    private static async Task<bool> IsListening(string host, int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
