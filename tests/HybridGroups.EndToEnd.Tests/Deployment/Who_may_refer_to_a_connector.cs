using HybridGroups.EndToEnd.Tests.Engine;
using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Deployment;

/// <summary>One operator for all namespaces; the connectors say which of them may use them.</summary>
[Collection(typeof(DeploymentCollection))]
public sealed class Who_may_refer_to_a_connector(Who_may_refer_to_a_connector.World world) : IClassFixture<Who_may_refer_to_a_connector.World>
{
    private Company Company => world.Company;

    [Fact]
    public async Task By_default_only_objects_of_its_own_namespace()
    {
        var other = await world.AddNamespaceAsync("default");
        await ApplyRuleAsync(other, "corp");
        await ApplyPolicyAsync(other, "corp");
        foreach (var item in new[] { "dgr/shared", "gwp/shared" })
        {
            await HoldsAsync(async () => (await ReadyAsync(other, item)).ShouldStartWith("False NamespaceNotAllowed"));
            (await ReadyAsync(other, item)).ShouldContain($"does not allow references from namespace {other}; its spec.allowedNamespaces.from is Same");
            (await ConditionAsync(other, item, "Stalled")).ShouldStartWith("True");
        }

        await ApplyRuleAsync(Company.Cluster.Namespace, "corp");
        await HoldsAsync(async () => (await ReadyAsync(Company.Cluster.Namespace, "dgr/shared")).ShouldStartWith("True Succeeded"));
        GroupsOf(other).ShouldBe(0);
    }

    [Fact]
    public async Task Objects_of_every_namespace_where_it_says_all()
    {
        var other = await world.AddNamespaceAsync("all");
        await ApplyRuleAsync(other, "open");
        await HoldsAsync(async () => (await ReadyAsync(other, "dgr/shared")).ShouldStartWith("True Succeeded"));
        GroupsOf(other).ShouldBe(1);
    }

    [Fact]
    public async Task Objects_of_those_namespaces_that_its_selector_picks_also_when_they_are_labelled_later()
    {
        var other = await world.AddNamespaceAsync("picked");
        await ApplyRuleAsync(other, "chosen");
        await HoldsAsync(async () => (await ReadyAsync(other, "dgr/shared")).ShouldContain("its spec.allowedNamespaces.from is Selector"));
        await Company.Cluster.KubectlAsync(Company.Cancellation, "label", "namespace", other, "may-use=groups");
        await HoldsAsync(async () => (await ReadyAsync(other, "dgr/shared")).ShouldStartWith("True Succeeded"));
        GroupsOf(other).ShouldBe(1);
    }

    private int GroupsOf(string @namespace) => Company.Entra.Snapshot().GroupMembers.Keys.Count(id => Equals(Company.Entra.Read(id, "displayName"), $"Of {@namespace}"));

    private Task HoldsAsync(Func<Task> assertion) => Eventually.HoldsAsync(assertion, world.Operator);

    private Task<string> ReadyAsync(string @namespace, string item) => ConditionAsync(@namespace, item, "Ready");

    private Task<string> ConditionAsync(string @namespace, string item, string type) => Company.Cluster.KubectlAsync(
        Company.Cancellation, "get", "--namespace", @namespace, item, "-o", $"jsonpath={{.status.conditions[?(@.type==\"{type}\")]['status','reason','message']}}");

    private Task ApplyRuleAsync(string @namespace, string connector) => Company.Cluster.ApplyInAsync(
        @namespace,
        $$"""
        apiVersion: hybridgroups.io/v1alpha1
        kind: DynamicGroupRule
        metadata: {name: shared}
        spec:
          connectorRef: {name: {{connector}}, namespace: {{Company.Cluster.Namespace}} }
          rule: user.department -eq "Sales"
          target: {entraGroup: {displayName: "Of {{@namespace}}", create: true} }
        """, Company.Cancellation);

    private Task ApplyPolicyAsync(string @namespace, string connector) => Company.Cluster.ApplyInAsync(
        @namespace,
        $$"""
        apiVersion: hybridgroups.io/v1alpha1
        kind: GroupWritebackPolicy
        metadata: {name: shared}
        spec:
          connectorRef: {name: {{connector}}, namespace: {{Company.Cluster.Namespace}} }
          target: {organizationalUnit: "{{Company.Cloud}}"}
        """, Company.Cancellation);

    /// <summary>Connectors to one domain and one tenant, each for other namespaces.</summary>
    public sealed class World(SharedSurroundings shared, OwnControlPlane server) : CompanyWithOperator(shared)
    {
        private readonly TestEnvironment.EnvironmentDescription surroundings = shared.Description with { Kubernetes = server.Description.Kubernetes };

        internal async Task<string> AddNamespaceAsync(string name)
        {
            var made = $"{Company.Cluster.Namespace}-{name}";
            await Company.Cluster.KubectlAsync(Company.Cancellation, "create", "namespace", made);
            return made;
        }

        private protected override Task<Company> FoundAsync() => Company.FoundAsync(surroundings);

        private protected override async Task SetUpAsync(Company founded)
        {
            await founded.HireAsync("Sales");
            await founded.ConnectAsync();
            await founded.ConnectAsync("allowedNamespaces: {from: All}", name: "open");
            await founded.ConnectAsync("allowedNamespaces: {from: Selector, selector: {matchLabels: {may-use: groups}}}", name: "chosen");
        }

        private protected override OperatorProcess Start(Company founded) =>
            OperatorProcess.Start(surroundings, ["run", "--kubeconfig", surroundings.Kubernetes!.Kubeconfig, "--log-level", "Debug"]);
    }
}
