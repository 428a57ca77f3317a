using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Deployment;

/// <summary>What an object is for cannot be changed, on a server of whatever age.</summary>
[Collection(typeof(DeploymentCollection))]
public sealed class What_the_webhook_keeps_as_it_is(OwnControlPlane server)
{
    private const string Connector = """
        apiVersion: hybridgroups.io/v1alpha1
        kind: SyncConnector
        metadata: {name: corp}
        spec:
          activeDirectory:
            servers: [ldaps://127.0.0.1:1]
            baseDN: DC=corp,DC=example,DC=com
            credentials: {secretRef: {name: corp-ad}}
            writableContainers: ["OU=Cloud,DC=corp,DC=example,DC=com"]
          entra:
            tenantId: 11111111-2222-3333-4444-555555555555
            endpoints: {graph: "https://127.0.0.1:1", login: "https://127.0.0.1:1"}
            credentials: {clientId: 66666666-7777-8888-9999-000000000000, secretRef: {name: corp-entra, key: clientSecret}}
        """;

    private const string Policy = """
        apiVersion: hybridgroups.io/v1alpha1
        kind: GroupWritebackPolicy
        metadata: {name: cloud-groups}
        spec:
          connectorRef: {name: corp}
          target: {organizationalUnit: "OU=Cloud,DC=corp,DC=example,DC=com"}
        """;

    private const string Rule = """
        apiVersion: hybridgroups.io/v1alpha1
        kind: DynamicGroupRule
        metadata: {name: sales}
        spec:
          connectorRef: {name: corp}
          rule: user.department -eq "Sales"
          target: {entraGroup: {id: 12345678-1234-1234-1234-123456789012}}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_domain_and_the_tenant_of_a_connector_the_connector_of_a_policy_the_directory_and_the_group_of_a_rule()
    {
        await using var installed = await Installed.AsAsync(server.Description, "what-it-is-for", Cancellation);
        await using var replica = await installed.StartReplicaAsync(Cancellation);
        await replica.BecomesReadyAsync(Cancellation);
        await installed.AskAsync(replica, Cancellation);
        foreach (var manifest in new[] { Connector, Policy, Rule }) await installed.ApplyAsync(manifest, Cancellation);

        await RefusedAsync(Connector, "DC=corp,DC=example,DC=com\n    credentials", "DC=other,DC=example,DC=com\n    credentials", "spec.activeDirectory.baseDN", "make another SyncConnector for another domain");
        await RefusedAsync(Connector, "11111111-2222", "99999999-2222", "spec.entra.tenantId", "make another SyncConnector for another tenant");
        await RefusedAsync(Policy, "{name: corp}", "{name: other}", "spec.connectorRef", "make another GroupWritebackPolicy for another connector");
        await RefusedAsync(Rule, "12345678-1234", "99999999-1234", "spec.target.entraGroup.id", "make another DynamicGroupRule for another group");
        await RefusedAsync(Rule, "{entraGroup: {id: 12345678-1234-1234-1234-123456789012}}", "{activeDirectoryGroup: {distinguishedName: \"CN=Sales,OU=Cloud,DC=corp,DC=example,DC=com\"}}", "spec.target", "make another DynamicGroupRule");
        (await installed.TryApplyAsync(Rule.Replace("Sales", "Marketing", StringComparison.Ordinal), Cancellation)).ShouldBeEmpty();

        // The API server takes a moment to read the new address, and fails open meanwhile.
        Task RefusedAsync(string manifest, string text, string otherText, string field, string remedy)
        {
            manifest.ShouldContain(text);
            return Eventually.HoldsAsync(
                async () =>
                {
                    var refused = await installed.TryApplyAsync(manifest.Replace(text, otherText, StringComparison.Ordinal), Cancellation);
                    refused.ShouldContain(field);
                    refused.ShouldContain("cannot be changed");
                    refused.ShouldContain(remedy);
                },
                replica.Process);
        }
    }

    [Fact]
    public async Task Kubectl_explains_what_every_field_of_the_kinds_is_for()
    {
        await using var installed = await Installed.AsAsync(server.Description, "explained", Cancellation);
        foreach (var (field, text) in new[]
        {
            ("syncconnector.spec.activeDirectory.writableContainers", "nothing is ever written"),
            ("groupwritebackpolicy.spec.deletionPolicy", "What becomes of a written group"),
            ("dynamicgrouprule.spec.evaluatedBy", "handed to Entra"),
        })
        {
            await Eventually.HoldsAsync(async () => OneLine(await installed.KubectlAsync(Cancellation, "explain", field)).ShouldContain(text));
        }
    }

    private static string OneLine(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
