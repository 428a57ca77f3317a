using Kube.Client.Http;
using Kube.Operator.Tests.Surroundings;
using System.Text.Json.Nodes;

namespace Kube.Operator.Tests.Conformance;

public sealed class C16_A_renewal_at_a_whole_second_has_six_digits(Cluster cluster) : LeaseTest(cluster)
{
    [Fact]
    public async Task On_the_wire()
    {
        await using var scripted = await ScriptedServer.StartAsync((method, _, body) => body ?? JsonNode.Parse("""{"kind": "Lease", "metadata": {"name": "lease", "namespace": "a"}}""")!);
        using var server = new ApiServer(scripted.Access, TimeProvider.System);

        using var term = await Elector(server, "a", "me", new ManualTime()).AcquireAsync(Cancellation);

        scripted.Bodies[^1].ShouldContain("\"renewTime\":\"2026-01-01T00:00:00.000000Z\"");
    }

    [Fact]
    public async Task And_the_real_server_takes_it()
    {
        var home = await Cluster.NamespaceAsync();

        using var term = await Elector(Cluster.Server, home, "me", new ManualTime()).AcquireAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System, Cancellation);

        (await LeaseInAsync(home)).Spec!.RenewTime.ShouldBe(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }
}
