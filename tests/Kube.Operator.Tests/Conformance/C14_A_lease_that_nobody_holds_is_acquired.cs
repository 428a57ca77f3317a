using System.Text.Json.Nodes;
using Kube.Client.Metadata;
using Kube.Operator.Tests.Surroundings;

namespace Kube.Operator.Tests.Conformance;

public sealed class C14_A_lease_that_nobody_holds_is_acquired(Cluster cluster) : LeaseTest(cluster)
{
    [Theory]
    [InlineData("""{"spec": {"holderIdentity": "", "leaseDurationSeconds": 1}}""")]
    [InlineData("""{"spec": {}}""")]
    [InlineData("{}")]
    public async Task Whatever_is_missing_in_it(string lease)
    {
        var home = await Cluster.NamespaceAsync();
        await Cluster.Leases.ApplyAsync(new ObjectKey(home, "lease"), JsonNode.Parse(lease)!.AsObject(), "tests", Cancellation);

        using var term = await Elector(Cluster.Server, home, "me").AcquireAsync(Cancellation).WaitAsync(TimeSpan.FromSeconds(3), TimeProvider.System, Cancellation);

        (await LeaseInAsync(home)).Spec!.HolderIdentity.ShouldBe("me");
    }
}
