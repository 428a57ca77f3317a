using System.Text.Json.Nodes;
using Kube.Client.Http;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

public sealed class C15_Fields_of_coordinated_election_survive_a_renewal(Cluster cluster) : LeaseTest(cluster)
{
    // The API server at hand does not know these fields and would drop them itself, so a scripted one stores them.
    [Fact]
    public async Task Strategy_and_preferred_holder_are_not_sent_and_not_removed()
    {
        var stored = JsonNode.Parse("""
            {"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": {"name": "lease", "namespace": "a", "uid": "1", "resourceVersion": "5"},
             "spec": {"strategy": "OldestEmulationVersion", "preferredHolder": "somebody", "holderIdentity": ""}}
            """)!.AsObject();
        await using var scripted = await ScriptedServer.StartAsync((method, _, body) =>
        {
            if (method == "PATCH")
            {
                foreach (var (name, value) in body!["spec"]!.AsObject())
                {
                    stored["spec"]![name] = value?.DeepClone();
                }
            }

            return stored;
        });
        using var server = new ApiServer(scripted.Access, TimeProvider.System);

        using var term = await Elector(server, "a", "me").AcquireAsync(Cancellation);

        stored["spec"]!["holderIdentity"]!.ToString().ShouldBe("me");
        stored["spec"]!["strategy"]!.ToString().ShouldBe("OldestEmulationVersion");
        stored["spec"]!["preferredHolder"]!.ToString().ShouldBe("somebody");
        scripted.Bodies[^1].ShouldNotContain("strategy");
    }
}
