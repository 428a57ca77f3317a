using System.Globalization;
using System.Text.Json.Nodes;
using HybridGroups.EndToEnd.Tests.Engine;
using HybridGroups.EndToEnd.Tests.Running;
using HybridGroups.GraphSimulator.Faults;

namespace HybridGroups.EndToEnd.Tests.Connectors;

/// <summary>The conventions that kubectl wait, Flux and Argo CD rely on, and what the next run owes.</summary>
public sealed class What_the_status_of_an_object_tells(What_the_status_of_an_object_tells.World world) : IClassFixture<What_the_status_of_an_object_tells.World>
{
    private Company Company => world.Company;

    [Fact]
    public async Task A_ready_object_has_neither_reconciling_nor_stalled()
    {
        foreach (var item in new[] { "scon/corp", "gwp/cloud-groups", "dgr/sales" })
        {
            await HoldsAsync(async () =>
            {
                var conditions = await ConditionsAsync(item);
                StatusOf(conditions, "Ready").ShouldBe("True", item);
                conditions.ShouldNotContain(condition => TypeOf(condition) == "Reconciling" || TypeOf(condition) == "Stalled");
            });
        }
    }

    [Fact]
    public async Task What_is_tried_again_is_reconciling_and_not_stalled()
    {
        await HoldsAsync(async () =>
        {
            var conditions = await ConditionsAsync("scon/waits");
            (StatusOf(conditions, "Ready"), StatusOf(conditions, "Reconciling"), StatusOf(conditions, "Stalled")).ShouldBe(("False", "True", null));
        });
    }

    [Fact]
    public async Task What_only_a_person_can_mend_is_stalled_and_not_reconciling()
    {
        await HoldsAsync(async () =>
        {
            foreach (var item in new[] { "scon/stalled", "dgr/mistaken" })
            {
                var conditions = await ConditionsAsync(item);
                (StatusOf(conditions, "Ready"), StatusOf(conditions, "Reconciling"), StatusOf(conditions, "Stalled")).ShouldBe(("False", null, "True"), item);
            }
        });
    }

    [Fact]
    public async Task A_suspended_object_is_ready_so_that_nobody_waits_for_it()
    {
        await HoldsAsync(async () =>
        {
            foreach (var item in new[] { "scon/suspended", "gwp/suspended" })
            {
                var conditions = await ConditionsAsync(item);
                (StatusOf(conditions, "Ready"), StatusOf(conditions, "Reconciling"), StatusOf(conditions, "Stalled")).ShouldBe(("True", null, null), item);
            }
        });
    }

    [Fact]
    public async Task Every_condition_names_the_generation_it_speaks_of()
    {
        foreach (var (item, change) in new[]
        {
            ("scon/corp", """{"spec":{"schedule":{"interval":"11s"}}}"""), ("gwp/cloud-groups", """{"spec":{"members":{"maximum":1000}}}"""),
            ("dgr/sales", """{"spec":{"rule":"user.department -eq \"Sales\" -or user.department -eq \"Also sales\""}}"""),
        })
        {
            await Company.Cluster.KubectlAsync(Company.Cancellation, "patch", item, "--type=merge", "-p", change);
            var generation = int.Parse(await Company.Cluster.FieldAsync(item, ".metadata.generation", Company.Cancellation), CultureInfo.InvariantCulture);
            generation.ShouldBeGreaterThan(1, item);
            await HoldsAsync(async () =>
            {
                (await Company.Cluster.FieldAsync(item, ".status.observedGeneration", Company.Cancellation)).ShouldBe($"{generation}", item);
                (await ConditionsAsync(item)).ShouldAllBe(condition => (int?)condition["observedGeneration"] == generation);
            });
        }
    }

    [Fact]
    public async Task The_transition_time_moves_only_with_the_status()
    {
        await HoldsAsync(async () => (await Company.Cluster.ConditionAsync("scon/turns", "Ready", Company.Cancellation)).ShouldContain("not-there"));
        var first = await TimeAsync("scon/turns");
        await Task.Delay(TimeSpan.FromSeconds(1.1), TimeProvider.System, Company.Cancellation); // the times are in whole seconds
        await Company.Cluster.KubectlAsync(Company.Cancellation, "create", "configmap", "not-there", "--from-literal=another.crt=nothing");
        await World.NameAuthorityAsync(Company, "turns", "not-there-either");
        await HoldsAsync(async () => (await Company.Cluster.ConditionAsync("scon/turns", "Ready", Company.Cancellation)).ShouldContain("not-there-either"));
        (await TimeAsync("scon/turns")).ShouldBe(first);
        await World.NameAuthorityAsync(Company, "turns", "corp-ad-ca");
        await HoldsAsync(async () => StatusOf(await ConditionsAsync("scon/turns"), "Ready").ShouldBe("True"));
        string.CompareOrdinal(await TimeAsync("scon/turns"), first).ShouldBePositive();
    }

    [Fact]
    public async Task The_replica_that_runs_a_connector_is_named() =>
        await HoldsAsync(async () => (await Company.Cluster.FieldAsync("scon/corp", ".status.holder", Company.Cancellation)).ShouldNotBeEmpty());

    [Fact]
    public async Task After_a_policy_was_switched_both_flags_stand_until_the_run_that_read_everything_anew()
    {
        await HoldsAsync(async () => StatusOf(await ConditionsAsync("gwp/switched"), "Ready").ShouldBe("True"));
        var before = await Company.Cluster.FieldAsync("scon/aside", ".status.imports.entra.lastFull", Company.Cancellation);
        Company.Entra.Faults = FaultProfiles.ByName["outage"];
        await Company.Cluster.KubectlAsync(Company.Cancellation, "patch", "gwp/switched", "--type=merge", "-p", """{"spec":{"enabled":false}}""");
        await HoldsAsync(() => FlagsAsync("true", "true"));
        Company.Entra.Faults = FaultProfiles.ByName["demo"];
        await Eventually.HoldsAsync(() => FlagsAsync("", ""), world.Operator, TimeSpan.FromSeconds(120));
        string.CompareOrdinal(await Company.Cluster.FieldAsync("scon/aside", ".status.imports.entra.lastFull", Company.Cancellation), before).ShouldBePositive();

        async Task FlagsAsync(params string[] expected)
        {
            var flags = new List<string>();
            foreach (var flag in new[] { "fullImport", "fullSync" }) flags.Add((await Company.Cluster.FieldAsync("scon/aside", $".status.flags.{flag}", Company.Cancellation)).Replace("false", string.Empty, StringComparison.Ordinal));
            flags.ShouldBe(expected);
        }
    }

    [Fact]
    public async Task Without_notifications_changes_are_found_at_the_interval()
    {
        await HoldsAsync(async () => StatusOf(await ConditionsAsync("scon/quiet"), "Ready").ShouldBe("True"));
        var (group, _) = await Company.AddGroupAsync("Found at the interval");
        await HoldsAsync(() =>
        {
            Company.Synced(group).ShouldNotBeNull();
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task An_update_that_has_been_waiting_for_more_than_a_day_is_told_with_its_time_until_it_is_done()
    {
        await HoldsAsync(async () => (await Company.Cluster.ConditionAsync("dgr/late", "Ready", Company.Cancellation)).ShouldStartWith("False SafetyThresholdExceeded"));
        (await Company.Cluster.ConditionAsync("scon/held", "DynamicMembershipCurrent", Company.Cancellation)).ShouldStartWith("True Succeeded");

        // No test can wait for a day: the rule is made to look as if it had.
        var since = (TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(25)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var late = JsonNode.Parse(await Company.Cluster.KubectlAsync(Company.Cancellation, "get", "dgr/late", "-o", "json"))!;
        late["status"]!["conditions"]!.AsArray().Single(condition => TypeOf(condition!) == "Ready")!["lastTransitionTime"] = since;
        await Company.Cluster.ReplaceRawAsync($"/apis/hybridgroups.io/v1alpha1/namespaces/{Company.Cluster.Namespace}/dynamicgrouprules/late/status", late.ToJsonString(), Company.Cancellation);
        await HoldsAsync(async () =>
        {
            var condition = await Company.Cluster.ConditionAsync("scon/held", "DynamicMembershipCurrent", Company.Cancellation);
            condition.ShouldStartWith("False UpdatesStalled");
            condition.ShouldContain($"waiting since {since.Replace('T', ' ')}");
        });
        await HoldsAsync(async () => (await Company.Cluster.KubectlAsync(Company.Cancellation, "get", "events.events.k8s.io", "-o", "jsonpath={range .items[*]}{.reason}{\"\\n\"}{end}")).ShouldContain("UpdatesStalled"));

        var hash = await Company.Cluster.FieldAsync("scon/held", ".status.heldPlan.hash", Company.Cancellation);
        await Company.Cluster.KubectlAsync(Company.Cancellation, "annotate", "--overwrite", "scon/held", $"hybridgroups.io/approve-plan={hash}");
        await HoldsAsync(async () => (await Company.Cluster.ConditionAsync("scon/held", "DynamicMembershipCurrent", Company.Cancellation)).ShouldStartWith("True Succeeded"));
    }

    private Task HoldsAsync(Func<Task> assertion) => Eventually.HoldsAsync(assertion, world.Operator);

    private async Task<JsonNode[]> ConditionsAsync(string item) =>
        [.. JsonNode.Parse(await Company.Cluster.FieldAsync(item, ".status.conditions", Company.Cancellation))!.AsArray().Select(condition => condition!)];

    private async Task<string> TimeAsync(string item) => (string)(await ConditionsAsync(item)).Single(condition => TypeOf(condition) == "Ready")["lastTransitionTime"]!;

    private static string? StatusOf(IEnumerable<JsonNode> conditions, string type) => (string?)conditions.SingleOrDefault(condition => TypeOf(condition) == type)?["status"];

    private static string? TypeOf(JsonNode condition) => (string?)condition["type"];

    /// <summary>An object for each way to stand.</summary>
    public sealed class World(SharedSurroundings surroundings) : CompanyWithOperator(surroundings)
    {
        private protected override async Task SetUpAsync(Company founded)
        {
            var guest = await founded.HireAsync("Guests");
            await founded.HireAsync("Sales");
            var late = founded.Entra.AddGroup("Filled by hand");
            founded.Entra.AddMember(late, guest.CloudId);
            await founded.ConnectAsync();
            foreach (var connector in new[] { "aside", "held" }) await founded.ConnectAsync(name: connector);
            await founded.ConnectAsync("suspend: true", name: "suspended");
            await founded.ConnectAsync($"groupSync: {{enabled: true, selector: {{organizationalUnits: [\"{founded.Groups}\"]}}}}", name: "quiet");
            await PatchAsync(founded, "quiet", """[{"op":"add","path":"/spec/schedule/changeNotifications","value":false}]""");
            await founded.ConnectAsync(name: "stalled");
            await PatchAsync(founded, "stalled", """[{"op":"add","path":"/spec/activeDirectory/tls/mode","value":"StartTLS"}]""");
            foreach (var (name, authority) in new[] { ("waits", "nowhere"), ("turns", "not-there") })
            {
                await founded.ConnectAsync(name: name);
                await NameAuthorityAsync(founded, name, authority);
            }

            await founded.ApplyPolicyAsync("selection: {types: [Security]}");
            await founded.ApplyPolicyAsync("suspend: true\nselection: {types: [Microsoft365]}", "suspended");
            await founded.Cluster.ApplyAsync(
                $$"""
                apiVersion: hybridgroups.io/v1alpha1
                kind: GroupWritebackPolicy
                metadata: {name: switched}
                spec:
                  connectorRef: {name: aside}
                  target: {organizationalUnit: "{{founded.Cloud}}"}
                  selection: {types: [Microsoft365]}
                """, Company.Cancellation);
            await founded.ApplyRuleAsync("user.department -eq \"Sales\"", "entraGroup: {displayName: Sales, create: true}");
            await founded.ApplyRuleAsync("user.departmnt -eq \"Sales\"", "entraGroup: {displayName: Mistaken, create: true}", name: "mistaken");
            await founded.Cluster.ApplyAsync(
                $$"""
                apiVersion: hybridgroups.io/v1alpha1
                kind: DynamicGroupRule
                metadata: {name: late}
                spec:
                  connectorRef: {name: held}
                  rule: user.department -eq "Sales"
                  target: {entraGroup: {id: "{{late}}"} }
                """, Company.Cancellation);
        }

        internal static Task NameAuthorityAsync(Company company, string connector, string name) => PatchAsync(
            company, connector, $$"""[{"op":"replace","path":"/spec/activeDirectory/tls/caBundle/configMapKeyRef/name","value":"{{name}}"}]""");

        private static Task<string> PatchAsync(Company company, string connector, string change) =>
            company.Cluster.KubectlAsync(Company.Cancellation, "patch", $"scon/{connector}", "--type=json", "-p", change);
    }
}
