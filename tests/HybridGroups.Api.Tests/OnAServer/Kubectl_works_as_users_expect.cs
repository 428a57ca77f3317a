using System.Text.Json.Nodes;
using TestEnvironment;

namespace HybridGroups.Api.Tests.OnAServer;

public sealed class Kubectl_works_as_users_expect(Installation installation)
{
    private static readonly string[] Status =
    [
        """{"status":{"observedGeneration":1,"conditions":[{"type":"Ready","status":"True","reason":"Succeeded","message":"All is well.","lastTransitionTime":"2026-01-01T00:00:00Z"}]}}""",
    ];

    public static TheoryData<string> Samples => [.. Directory.EnumerateFiles(Repository.PathOf("config", "samples"), "*.yaml").Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Samples_pass_a_dry_run(string file) =>
        (await installation.KubectlAsync(["apply", "--dry-run=server", "-f", Repository.PathOf("config", "samples", file)])).ShouldContain("(server dry run)");

    [Fact]
    public async Task Apply_get_wait_and_delete()
    {
        var manifest = await File.ReadAllTextAsync(Repository.PathOf("config", "samples", "dynamicgrouprule-entra.yaml"), TestContext.Current.CancellationToken);
        await installation.KubectlAsync(["apply", "-f", "-"], manifest);
        (await installation.KubectlAsync(["get", "dgr", "sales", "-o", "jsonpath={.status.observedGeneration}"])).ShouldBe("-1"); // nobody takes it for current
        (await installation.TryKubectlAsync(["wait", "--for=condition=Ready", "dgr/sales", "--timeout=1s"])).ExitCode.ShouldNotBe(0);

        // kubectl has no --subresource for this server: the status comes as the operator writes it.
        var written = await Script.TryRunAsync(
            "kubectl",
            ["--kubeconfig", installation.Kubeconfig, "replace", "--raw", $"/apis/hybridgroups.io/v1alpha1/namespaces/{installation.Home}/dynamicgrouprules/sales/status", "-f", "-"],
            TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken, environment: null, await WithStatusAsync());
        written.ExitCode.ShouldBe(0, written.Errors);

        await installation.KubectlAsync(["wait", "--for=condition=Ready", "dgr/sales", "--timeout=10s"]);
        var columns = (await installation.KubectlAsync(["get", "dgr", "sales"])).Split('\n');
        columns[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["NAME", "READY", "REASON", "CONNECTOR", "PROCESSING", "MEMBERS", "AGE"]);
        columns[1].ShouldContain("corp-groups");
        (await installation.KubectlAsync(["get", "hybridgroups"])).ShouldContain("dynamicgrouprule.hybridgroups.io/sales");
        (await installation.KubectlAsync(["delete", "dgr", "sales"])).ShouldContain("deleted");
    }

    [Fact]
    public async Task Explain_tells_what_a_field_is_for() =>
        (await installation.KubectlAsync(["explain", "syncconnector.spec.activeDirectory.writableContainers"]))
            .Replace("\n", " ", StringComparison.Ordinal).ShouldContain("nothing is ever written");

    [Fact]
    public async Task A_second_rule_on_the_same_group_is_refused_by_the_webhook()
    {
        await installation.KubectlAsync(["apply", "-f", "-"], Rule("first", "Marketing"));
        try
        {
            var refused = await EventuallyRefusedAsync(Rule("second", "marketing"));

            refused.ShouldContain("is already the target of DynamicGroupRule");
            refused.ShouldContain("spec.target.entraGroup.displayName");
        }
        finally
        {
            await installation.KubectlAsync(["delete", "dgr", "first"]);
        }
    }

    [Fact]
    public async Task What_an_object_is_for_cannot_be_changed()
    {
        var manifest = await File.ReadAllTextAsync(Repository.PathOf("config", "samples", "syncconnector.yaml"), TestContext.Current.CancellationToken);
        await installation.KubectlAsync(["apply", "-f", "-"], manifest);
        try
        {
            var refused = await installation.TryKubectlAsync(["apply", "-f", "-"], manifest.Replace("DC=corp,DC=example,DC=com", "DC=other,DC=example,DC=com", StringComparison.Ordinal));

            refused.Errors.ShouldContain("spec.activeDirectory.baseDN");
            refused.Errors.ShouldContain("cannot be changed");
        }
        finally
        {
            await installation.KubectlAsync(["delete", "scon", "corp"]);
        }
    }

    private async Task<string> WithStatusAsync()
    {
        var item = JsonNode.Parse(await installation.KubectlAsync(["get", "dgr", "sales", "-o", "json"]))!.AsObject();
        item["status"] = JsonNode.Parse(Status[0])!["status"]!.DeepClone();
        return item.ToJsonString();
    }

    private async Task<string> EventuallyRefusedAsync(string manifest)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            // The webhook's cache needs a moment to see the first rule.
            var result = await installation.TryKubectlAsync(["apply", "--dry-run=server", "-f", "-"], manifest);
            if (result.ExitCode != 0)
            {
                return result.Errors;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        return "it was taken";
    }

    private static string Rule(string name, string group) => $$"""
        apiVersion: hybridgroups.io/v1alpha1
        kind: DynamicGroupRule
        metadata:
          name: {{name}}
        spec:
          connectorRef: {name: corp}
          rule: user.department -eq "Marketing"
          target:
            entraGroup:
              displayName: {{group}}
        """;
}
