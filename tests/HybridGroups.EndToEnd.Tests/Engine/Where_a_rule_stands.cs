using System.Globalization;
using HybridGroups.EndToEnd.Tests.Running;
using Ldap;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>Every word that a rule says of its processing, and the time beside it, as an administrator sees them with kubectl.</summary>
public sealed class Where_a_rule_stands(Where_a_rule_stands.World world) : IClassFixture<Where_a_rule_stands.World>
{
    private Company Company => world.Company;

    [Fact]
    public async Task Before_the_first_plan_it_is_not_started_and_unknown()
    {
        await StatusAsync("early", "NotStarted", "Unknown");
        (await Company.Cluster.ConditionAsync("dgr/early", "Ready", Company.Cancellation)).ShouldStartWith("False ConnectorNotReady");
        // It goes on by itself when there is somebody to sign in as.
        await Company.Cluster.KubectlAsync(
            Company.Cancellation, "create", "secret", "generic", "comes-later", $"--from-literal=client-secret={GraphSimulator.Hosting.Simulator.DefaultClientSecret}");
        await StatusAsync("early", "UpdateComplete");
    }

    [Fact]
    public async Task While_the_last_plan_was_made_of_an_older_rule_it_is_evaluating_and_in_progress()
    {
        await Company.HireAsync("Evaluated");
        await ApplyAsync("evaluated", "user.department -eq \"Evaluated\"", connector: "aside");
        await StatusAsync("evaluated", "UpdateComplete");
        // A connector that is suspended makes no plan any more.
        await Company.Cluster.KubectlAsync(Company.Cancellation, "patch", "scon/aside", "--type=merge", "-p", """{"spec":{"suspend":true}}""");
        await ApplyAsync("evaluated", "user.department -eq \"Nobody\"", connector: "aside");
        await StatusAsync("evaluated", "Evaluating", "InProgress");
        (await Company.Cluster.ConditionAsync("dgr/evaluated", "Ready", Company.Cancellation)).ShouldContain("is suspended");
        await Company.Cluster.KubectlAsync(Company.Cancellation, "patch", "scon/aside", "--type=merge", "-p", """{"spec":{"suspend":false}}""");
        await StatusAsync("evaluated", "UpdateComplete");
    }

    [Fact]
    public async Task While_changes_wait_for_an_approval_it_is_processing_and_in_progress()
    {
        var (anna, guest) = (await Company.HireAsync("Waiting"), await Company.HireAsync("Guests"));
        var group = Company.Entra.AddGroup("Waits");
        Company.Entra.AddMember(group, guest.CloudId);
        await ApplyAsync("waiting", "user.department -eq \"Waiting\"", $"entraGroup: {{id: {group:D}}}");
        await StatusAsync("waiting", "Processing", "InProgress");
        (await Company.Cluster.ConditionAsync("dgr/waiting", "Ready", Company.Cancellation)).ShouldStartWith("False SafetyThresholdExceeded");
        Company.Entra.RemoveMember(group, guest.CloudId);
        await StatusAsync("waiting", "UpdateComplete");
        Company.Entra.MembersOf(group).ShouldBe([anna.CloudId]);
    }

    [Fact]
    public async Task When_everybody_is_there_the_update_is_complete_with_a_time_that_stands_while_nothing_changes()
    {
        await Company.HireAsync("Complete");
        await ApplyAsync("complete", "user.department -eq \"Complete\"");
        await FilledAsync("complete");
        var time = await TimeAsync("complete");
        DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ShouldBeInRange(TimeProvider.System.GetUtcNow().AddMinutes(-2), TimeProvider.System.GetUtcNow().AddSeconds(1));
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Company.Cancellation); // the time is in whole seconds
        await world.LookAsync();
        (await TimeAsync("complete")).ShouldBe(time);
        await Company.HireAsync("Complete");
        await world.SoonAsync(async () =>
        {
            (await FieldAsync("complete", "members")).ShouldBe("2");
            string.CompareOrdinal(await TimeAsync("complete"), time).ShouldBePositive();
        });
    }

    [Fact]
    public async Task A_rule_with_an_error_is_a_processing_error_with_line_column_and_suggestion_and_keeps_the_time_of_the_last_update()
    {
        await Company.HireAsync("Mistaken");
        await ApplyAsync("mistaken", "user.department -eq \"Mistaken\"");
        await FilledAsync("mistaken");
        var time = await TimeAsync("mistaken");
        await ApplyAsync("mistaken", "(user.accountEnabled -eq true) -and\n(user.departmnt -eq \"Mistaken\")");
        await StatusAsync("mistaken", "ProcessingError", time);
        var valid = await Company.Cluster.ConditionAsync("dgr/mistaken", "RuleValid", Company.Cancellation);
        valid.ShouldStartWith("False RuleInvalid");
        valid.ShouldContain("line 2, column 2");
        valid.ShouldContain("departmnt");
        valid.ShouldContain("department");
        await ApplyAsync("mistaken", "user.department -eq \"Mistaken\"");
        await StatusAsync("mistaken", "UpdateComplete");
    }

    [Fact]
    public async Task A_target_that_cannot_be_written_is_a_processing_error()
    {
        await Company.HireAsync("Target");
        var list = Company.Entra.AddGroup("A distribution list", ("mailEnabled", true), ("securityEnabled", false));
        await ApplyAsync("target", "user.department -eq \"Target\"", $"entraGroup: {{id: {list:D}}}");
        await StatusAsync("target", "ProcessingError", "Unknown");
        var writable = await Company.Cluster.ConditionAsync("dgr/target", "TargetWritable", Company.Cancellation);
        writable.ShouldStartWith("False TargetNotWritable");
        writable.ShouldContain("Graph cannot change it");
        await DeleteAsync("target");
    }

    [Fact]
    public async Task Entra_failed_and_its_own_words_are_told()
    {
        var group = Company.Entra.AddGroup("Failed by Entra");
        await ApplyAsync("byentra", "user.department -eq \"Nobody\"", $"entraGroup: {{id: {group:D}}}", "evaluatedBy: Entra");
        await StatusAsync("byentra", "UpdateComplete");
        Company.Entra.Update(
            group, ("membershipRuleProcessingStatus", """{"status":"Failed","lastMembershipUpdated":"0001-01-01T00:00:00Z","errorMessage":"Membership updates could not be evaluated."}"""));
        await StatusAsync("byentra", "ProcessingError");
        (await Company.Cluster.ConditionAsync("dgr/byentra", "Ready", Company.Cancellation)).ShouldContain("Entra could not process the rule: Membership updates could not be evaluated.");
        await DeleteAsync("byentra");
    }

    [Fact]
    public async Task Paused_it_says_so_whatever_waits_and_no_member_changes()
    {
        var (anna, ben) = (await Company.HireAsync("Paused"), await Company.HireAsync("Not paused"));
        await ApplyAsync("paused", "user.department -eq \"Paused\"");
        await FilledAsync("paused");
        var (group, time) = (await GroupAsync("paused"), await TimeAsync("paused"));
        await ApplyAsync("paused", "user.department -eq \"Not paused\"", more: "processingState: Paused");
        await StatusAsync("paused", "UpdatePaused", time);
        await world.SoonAsync(async () =>
        {
            (await FieldAsync("paused", "pendingAdds")).ShouldBe("1");
            (await FieldAsync("paused", "pendingRemovals")).ShouldBe("1");
        });
        Company.Entra.MembersOf(group).ShouldBe([anna.CloudId]);
        await ApplyAsync("paused", "user.department -eq \"Not paused\"");
        await world.SoonAsync(() => Holds(() => Company.Entra.MembersOf(group).ShouldBe([ben.CloudId])));
    }

    [Fact]
    public async Task Handed_to_entra_pausing_and_resuming_change_the_processing_state_alone()
    {
        const string rule = "user.department -eq \"Handed\"";
        var anna = await Company.HireAsync("Handed");
        await ApplyAsync("handed", rule, more: "evaluatedBy: Entra");
        await StatusAsync("handed", "UpdateComplete");
        var group = await GroupAsync("handed");
        await ApplyAsync("handed", rule, more: "evaluatedBy: Entra\nprocessingState: Paused");
        await StatusAsync("handed", "UpdatePaused");
        await world.SoonAsync(() => Holds(() => Company.Entra.Read(group, "membershipRuleProcessingState").ShouldBe("Paused")));
        Company.Entra.Read(group, "membershipRule").ShouldBe(rule);
        Company.Entra.MembersOf(group).ShouldBe([anna.CloudId]);
        await ApplyAsync("handed", rule, more: "evaluatedBy: Entra");
        await world.SoonAsync(() => Holds(() => Company.Entra.Read(group, "membershipRuleProcessingState").ShouldBe("On")));
        await DeleteAsync("handed");
    }

    [Fact]
    public async Task It_finds_the_group_that_it_made_in_entra_again_whatever_it_is_called()
    {
        var anna = await Company.HireAsync("Found");
        await ApplyAsync("found", "user.department -eq \"Found\"");
        await FilledAsync("found");
        var group = await GroupAsync("found");
        Company.Entra.Update(group, ("displayName", "Called otherwise"));
        await ForgetAsync("found");
        var ben = await Company.HireAsync("Found");
        await world.SoonAsync(() => Holds(() => Company.Entra.MembersOf(group).ShouldBe([anna.CloudId, ben.CloudId], ignoreOrder: true)));
        Company.Entra.Snapshot().GroupMembers.Keys.Count(id => Equals(Company.Entra.Read(id, "displayName"), "Made by found")).ShouldBe(0);
    }

    [Fact]
    public async Task It_finds_the_group_that_it_made_in_active_directory_again_wherever_it_lies()
    {
        var anna = await Company.HireAsync("Moved");
        await ApplyAsync("moved", "user.department -eq \"Moved\"", $"activeDirectoryGroup: {{name: Made {Company.Cluster.Namespace}, organizationalUnit: \"{Company.Cloud}\", create: true}}", "source: ActiveDirectory");
        await FilledAsync("moved");
        await Company.MoveAsync(Company.Cloud.Child("CN", $"Made {Company.Cluster.Namespace}"), Company.Quarantine);
        await ForgetAsync("moved");
        var ben = await Company.HireAsync("Moved");
        await world.SoonAsync(async () => (await Company.FindAsync(LdapFilter.Is("cn", $"Made {Company.Cluster.Namespace}"))).ShouldHaveSingleItem().Texts("member")
            .ShouldBe([anna.Name.ToString(), ben.Name.ToString()], ignoreOrder: true));
    }

    [Fact]
    public async Task Its_group_in_active_directory_gets_another_account_name_where_somebody_outside_of_the_scope_has_it()
    {
        var (name, anna) = ($"taken-{Company.Cluster.Namespace}", await Company.HireAsync("Taken"));
        var elsewhere = Company.Domain.Child("CN", "Users").Child("CN", name);
        await Company.AddAsync(elsewhere, LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", name));
        await ApplyAsync("taken", "user.department -eq \"Taken\"", $"activeDirectoryGroup: {{name: {name}, organizationalUnit: \"{Company.Cloud}\", create: true}}", "source: ActiveDirectory");
        await FilledAsync("taken");
        var made = (await Company.FindAsync(LdapFilter.Is("cn", name))).ShouldHaveSingleItem();
        made.Text("sAMAccountName")!.ShouldStartWith($"{name}_");
        made.Texts("member").ShouldBe([anna.Name.ToString()]);
        await Company.DeleteAsync(elsewhere);
    }

    [Fact]
    public async Task It_makes_a_microsoft_365_group_with_the_nickname_and_the_description_that_are_given()
    {
        await Company.HireAsync("Team");
        await ApplyAsync("team", "user.department -eq \"Team\"", "entraGroup: {displayName: The team, type: Microsoft365, mailNickname: the-team, description: Everybody of the team, create: true}");
        await FilledAsync("team");
        var group = await GroupAsync("team");
        ((string[])Company.Entra.Read(group, "groupTypes")!).ShouldBe(["Unified"]);
        Company.Entra.Read(group, "mailNickname").ShouldBe("the-team");
        Company.Entra.Read(group, "description").ShouldBe("Everybody of the team");
    }

    [Fact]
    public async Task It_makes_a_group_of_active_directory_of_the_scope_that_is_given()
    {
        const string globalSecurity = "-2147483646";
        await Company.HireAsync("Scope");
        var name = $"Global {Company.Cluster.Namespace}";
        await ApplyAsync("scope", "user.department -eq \"Scope\"", $"activeDirectoryGroup: {{name: {name}, organizationalUnit: \"{Company.Cloud}\", scope: Global, create: true}}", "source: ActiveDirectory");
        await FilledAsync("scope");
        (await Company.FindAsync(LdapFilter.Is("cn", name))).ShouldHaveSingleItem().Text("groupType").ShouldBe(globalSecurity);
    }

    [Fact]
    public async Task It_fills_a_group_of_active_directory_that_is_named_by_its_distinguished_name()
    {
        var anna = await Company.HireAsync("Existing");
        var name = Company.Cloud.Child("CN", $"Existing {Company.Cluster.Namespace}");
        await Company.AddAsync(name, LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", $"existing-{Company.Cluster.Namespace}"));
        await ApplyAsync("existing", "user.department -eq \"Existing\"", $"activeDirectoryGroup: {{distinguishedName: \"{name}\"}}", "source: Merged");
        await FilledAsync("existing");
        (await Company.FindAsync(LdapFilter.Is("cn", name.Rdn.Value))).ShouldHaveSingleItem().Texts("member").ShouldBe([anna.Name.ToString()]);
    }

    [Fact]
    public async Task Its_status_tells_what_the_rule_reads_and_what_to_beware_of()
    {
        await ApplyAsync("told", "user.accountEnabled -eq true -and user.department -ne \"Sales\" -or user.city -eq \"Nowhere\"");
        await world.SoonAsync(async () => (await FieldAsync("told", "rule.properties")).ShouldBe("""["user.accountEnabled","user.city","user.department"]"""));
        var hash = await FieldAsync("told", "rule.hash");
        hash.Length.ShouldBe(16);
        (await FieldAsync("told", "rule.timeDependent")).ShouldBe("false");
        (await FieldAsync("told", "rule.warnings")).ShouldNotBeEmpty();
        // The same in other words.
        await ApplyAsync("told", "((user.accountEnabled -EQ true) -and (user.department -ne \"Sales\")) -or (user.city -eq \"Nowhere\")");
        await world.SoonAsync(async () =>
        {
            (await FieldAsync("told", "observedGeneration")).ShouldBe("2");
            (await FieldAsync("told", "rule.hash")).ShouldBe(hash);
        });
    }

    [Fact]
    public async Task Time_alone_makes_members()
    {
        var anna = await Company.HireAsync("Time");
        Company.Entra.Update(anna.CloudId, ("employeeHireDate", TimeProvider.System.GetUtcNow().AddDays(1)));
        await ApplyAsync("time", "user.employeeHireDate -le system.now");
        await StatusAsync("time", "UpdateComplete");
        var group = await GroupAsync("time");
        Company.Entra.MembersOf(group).ShouldBeEmpty();
        (await FieldAsync("time", "rule.timeDependent")).ShouldBe("true");

        // Nothing tells the connector of the moment itself. Graph speaks in whole seconds.
        var begins = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 6);
        Company.Entra.Update(anna.CloudId, ("employeeHireDate", begins));
        await world.SoonAsync(() => Holds(() => Company.Entra.MembersOf(group).ShouldBe([anna.CloudId])));
        TimeProvider.System.GetUtcNow().ShouldBeGreaterThanOrEqualTo(begins);
    }

    private Task ApplyAsync(string name, string rule, string? target = null, string more = "", string connector = "corp") => Company.Cluster.ApplyAsync(
        World.Manifest(name, rule, target ?? $"entraGroup: {{displayName: Made by {name}, create: true}}", more, connector), Company.Cancellation);

    private Task StatusAsync(string rule, string status, string? time = null) => world.SoonAsync(async () =>
    {
        (await FieldAsync(rule, "membershipProcessingStatus")).ShouldBe(status, await Company.Cluster.ConditionAsync($"dgr/{rule}", "Ready", Company.Cancellation));
        if (time is not null) (await TimeAsync(rule)).ShouldBe(time);
    });

    /// <summary>With the one person that it picks, who may come to Entra after the rule.</summary>
    private Task FilledAsync(string rule) => world.SoonAsync(async () =>
    {
        (await FieldAsync(rule, "membershipProcessingStatus")).ShouldBe("UpdateComplete");
        (await FieldAsync(rule, "members")).ShouldBe("1");
    });

    // As after the loss of the cluster: the manifest is there, and what the status knew is not.
    private async Task ForgetAsync(string rule)
    {
        await Company.Cluster.KubectlAsync(Company.Cancellation, "patch", $"dgr/{rule}", "--type=merge", "-p", """{"spec":{"processingState":"Paused"}}""");
        var manifest = await Company.Cluster.KubectlAsync(Company.Cancellation, "get", $"dgr/{rule}", "-o", "jsonpath={.metadata.annotations.kubectl\\.kubernetes\\.io/last-applied-configuration}");
        await DeleteAsync(rule);
        await Company.Cluster.ApplyAsync(manifest, Company.Cancellation);
    }

    private Task<string> TimeAsync(string rule) => FieldAsync(rule, "membershipLastUpdated");

    private Task<string> FieldAsync(string rule, string field) => Company.Cluster.FieldAsync($"dgr/{rule}", $".status.{field}", Company.Cancellation);

    private async Task<Guid> GroupAsync(string rule) => Guid.Parse(await FieldAsync(rule, "groupId"));

    private Task<string> DeleteAsync(string rule) => Company.Cluster.KubectlAsync(Company.Cancellation, "delete", $"dgr/{rule}", "--timeout=30s");

    private static Task Holds(Action assertion)
    {
        assertion();
        return Task.CompletedTask;
    }

    /// <summary>Three connectors for rules: one as usual, one that may be suspended, one whose Secret is missing.</summary>
    public sealed class World(SharedSurroundings surroundings) : CompanyWithOperator(surroundings)
    {
        internal static string Manifest(string name, string rule, string target, string more, string connector) => $$"""
            apiVersion: hybridgroups.io/v1alpha1
            kind: DynamicGroupRule
            metadata: {name: "{{name}}"}
            spec:
              connectorRef: {name: "{{connector}}"}
              rule: |-
                {{rule.Replace("\n", "\n    ", StringComparison.Ordinal)}}
              target: { {{target}} }
              {{more.Replace("\n", "\n  ", StringComparison.Ordinal)}}
            """;

        private protected override async Task SetUpAsync(Company founded)
        {
            await founded.HireAsync("Early");
            await founded.ConnectAsync("safety: {maxRemovedMembersPercent: 100}", interval: "60s");
            await founded.ConnectAsync(name: "aside");
            await founded.ConnectAsync(name: "unready", application: "comes-later");
            await founded.Cluster.ApplyAsync(Manifest("early", "user.department -eq \"Early\"", "entraGroup: {displayName: Early, create: true}", string.Empty, "unready"), Company.Cancellation);
        }
    }
}
