using HybridGroups.EndToEnd.Tests.Running;
using Ldap;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>Rules over groups that are there and groups that they make: whom they pick, what they ask first, and what they say when they cannot.</summary>
public sealed class What_a_rule_does_to_a_group(What_a_rule_does_to_a_group.World world) : IClassFixture<What_a_rule_does_to_a_group.World>
{
    private Company Company => world.Company;

    [Fact]
    public async Task Before_it_fills_a_group_that_somebody_else_filled_it_names_whom_it_would_remove_and_waits()
    {
        var (anna, guest) = (await Company.HireAsync("Takeover"), await Company.HireAsync("Guests"));
        var group = Company.Entra.AddGroup("Filled by hand");
        Company.Entra.AddMember(group, guest.CloudId);
        await Company.ApplyRuleAsync("user.department -eq \"Takeover\"", $"entraGroup: {{id: {group:D}}}", name: "takeover");
        await HeldAsync(guest.Account, "takeover");
        Company.Entra.MembersOf(group).ShouldBe([guest.CloudId, anna.CloudId], ignoreOrder: true);
        await FieldAsync("takeover", "membershipProcessingStatus", "Processing");
        await FieldAsync("takeover", "membershipLastUpdated", "InProgress");
        await world.ApproveAsync();
        await world.HasMembersAsync(group, anna);
        await FieldAsync("takeover", "membershipProcessingStatus", "UpdateComplete");

        // From now on the group is the rule's: within the limits nobody is asked again.
        Company.Entra.AddMember(group, guest.CloudId);
        await world.HasMembersAsync(group, anna);
        await DeleteAsync("takeover");
    }

    [Fact]
    public async Task Before_it_is_handed_to_entra_with_a_group_that_has_members_it_names_who_would_be_lost_and_waits()
    {
        var (anna, guest) = (await Company.HireAsync("Handover"), await Company.HireAsync("Guests"));
        var group = Company.Entra.AddGroup("Handed over");
        foreach (var person in new[] { anna, guest }) Company.Entra.AddMember(group, person.CloudId);
        await Company.ApplyRuleAsync("user.department -eq \"Handover\"", $"entraGroup: {{id: {group:D}}}", "evaluatedBy: Entra", "handover");
        await HeldAsync(guest.Account, "handover");
        Company.Entra.MembersOf(group).Count.ShouldBe(2);
        ((string[])Company.Entra.Read(group, "groupTypes")!).ShouldBeEmpty();
        await FieldAsync("handover", "pendingRemovals", "1");
        await world.ApproveAsync();
        await world.SoonAsync(() =>
        {
            Company.Entra.Read(group, "membershipRule").ShouldBe("user.department -eq \"Handover\"");
            Company.Entra.MembersOf(group).ShouldBe([anna.CloudId]);
            return Task.CompletedTask;
        });
        await DeleteAsync("handover");
    }

    [Fact]
    public async Task Over_entra_alone_it_cannot_ask_for_reports_and_says_what_can()
    {
        var (boss, anna) = (await Company.HireAsync("Bosses"), await Company.HireAsync("Reports"));
        await Company.ChangeAsync(anna.Name, LdapModification.Replace("manager", boss.Name.ToString()));
        var rule = $"Direct Reports for \"{boss.CloudId:D}\"";
        await Company.ApplyRuleAsync(rule, "entraGroup: {displayName: Reports, create: true}", name: "reports");
        await ReadyAsync("reports", "False RuleInvalid", "set spec.source to ActiveDirectory or Merged, or spec.evaluatedBy to Entra");
        await FieldAsync("reports", "membershipProcessingStatus", "ProcessingError");

        await Company.ApplyRuleAsync(rule, "entraGroup: {displayName: Reports, create: true}", "source: Merged", "reports");
        await ReadyAsync("reports", "True Succeeded", "");
        var group = Guid.Parse(await Company.Cluster.FieldAsync("dgr/reports", ".status.groupId", Company.Cancellation));
        Company.Entra.MembersOf(group).ShouldContain(anna.CloudId);
    }

    [Fact]
    public async Task As_a_dry_run_it_counts_and_changes_nothing()
    {
        var (anna, guest) = (await Company.HireAsync("Dry"), await Company.HireAsync("Guests"));
        var group = Company.Entra.AddGroup("Dry");
        Company.Entra.AddMember(group, guest.CloudId);
        await Company.ApplyRuleAsync("user.department -eq \"Dry\"", $"entraGroup: {{id: {group:D}}}", "dryRun: true", "dry");
        await ReadyAsync("dry", "True DryRun", "1 members would be added and 1 removed");
        Company.Entra.MembersOf(group).ShouldBe([guest.CloudId]);
        anna.CloudId.ShouldNotBe(guest.CloudId);
    }

    [Fact]
    public async Task The_group_that_it_made_goes_with_it_when_asked_and_stays_otherwise()
    {
        await Company.HireAsync("Short");
        const string made = "entraGroup: {displayName: Short lived, create: true}";
        await Company.ApplyRuleAsync("user.department -eq \"Short\"", made, "deletionPolicy: Delete", "goes");
        await Company.ApplyRuleAsync("user.department -eq \"Short\"", "entraGroup: {displayName: Long lived, create: true}", name: "stays");
        await ReadyAsync("goes", "True", "");
        await ReadyAsync("stays", "True", "");
        var goes = Guid.Parse(await Company.Cluster.FieldAsync("dgr/goes", ".status.groupId", Company.Cancellation));
        var stays = Guid.Parse(await Company.Cluster.FieldAsync("dgr/stays", ".status.groupId", Company.Cancellation));
        await DeleteAsync("goes");
        await DeleteAsync("stays");
        Company.Entra.IsLive(goes).ShouldBeFalse();
        await world.LookAsync();
        Company.Entra.IsLive(stays).ShouldBeTrue();
    }

    [Fact]
    public async Task An_exception_that_finds_nobody_is_counted()
    {
        var anna = await Company.HireAsync("Except");
        await Company.ApplyRuleAsync(
            "user.department -eq \"Except\"", "entraGroup: {displayName: Except, create: true}", "excludeMembers: [nobody@example.com]", "except");
        await ReadyAsync("except", "True", "");
        await FieldAsync("except", "unresolved", "1");
        await FieldAsync("except", "matched", "1");
        await FieldAsync("except", "members", "1");
        (await Company.Cluster.FieldAsync("dgr/except", ".status.rule.properties", Company.Cancellation)).ShouldContain("department");
        anna.Account.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_group_that_is_not_there_or_hands_out_roles_is_named_with_what_to_do()
    {
        await Company.HireAsync("Roles");
        await Company.ApplyRuleAsync("user.department -eq \"Roles\"", $"entraGroup: {{id: {Guid.NewGuid():D}}}", name: "missing");
        await ReadyAsync("missing", "False TargetNotWritable", "restore the group");
        var roles = Company.Entra.AddGroup("Hands out roles", ("isAssignableToRole", true));
        await Company.ApplyRuleAsync("user.department -eq \"Roles\"", $"entraGroup: {{id: {roles:D}}}", name: "roles");
        await ReadyAsync("roles", "False TargetNotWritable", "Groups that hand out roles are not managed here");
        Company.Entra.MembersOf(roles).ShouldBeEmpty();
        await DeleteAsync("missing");
        await DeleteAsync("roles");
    }

    [Fact]
    public async Task Of_two_rules_for_one_group_the_older_keeps_it_and_both_are_told()
    {
        var anna = await Company.HireAsync("Older");
        await Company.HireAsync("Newer");
        var group = Company.Entra.AddGroup("Wanted twice");
        await Company.ApplyRuleAsync("user.department -eq \"Older\"", $"entraGroup: {{id: {group:D}}}", name: "wanted-z");
        await world.HasMembersAsync(group, anna);
        await Company.ApplyRuleAsync("user.department -eq \"Newer\"", $"entraGroup: {{id: {group:D}}}", name: "wanted-a");
        await ReadyAsync("wanted-a", "False TargetClaimed", "wanted-z");
        await Eventually.HoldsAsync(async () => (await Company.Cluster.ConditionAsync("dgr/wanted-z", "Contested", Company.Cancellation)).ShouldContain("wanted-a"), world.Operator);
        Company.Entra.MembersOf(group).ShouldBe([anna.CloudId]);
        await DeleteAsync("wanted-a");
    }

    [Fact]
    public async Task Kubectl_shows_its_status_and_the_connector_that_no_update_waits()
    {
        await Company.HireAsync("Columns");
        await Company.ApplyRuleAsync("user.department -eq \"Columns\"", "entraGroup: {displayName: Columns, create: true}", name: "columns");
        await ReadyAsync("columns", "True", "");
        var columns = (await Company.Cluster.KubectlAsync(Company.Cancellation, "get", "dgr", "columns")).Split('\n');
        columns[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..3].ShouldBe(["NAME", "READY", "REASON"]);
        columns[1].ShouldContain("UpdateComplete");
        (await Company.Cluster.ConditionAsync("scon/corp", "DynamicMembershipCurrent", Company.Cancellation)).ShouldStartWith("True");
    }

    private Task HeldAsync(string name, string rule) => world.SoonAsync(async () =>
    {
        var held = await Company.Cluster.ConditionAsync("scon/corp", "PlanHeld", Company.Cancellation);
        held.ShouldContain($"was not filled by rule {Company.Cluster.Namespace}/{rule} before");
        held.ShouldContain(name);
        (await Company.Cluster.ConditionAsync($"dgr/{rule}", "Ready", Company.Cancellation)).ShouldStartWith("False SafetyThresholdExceeded");
    });

    private Task ReadyAsync(string rule, string status, string message) => world.SoonAsync(async () =>
    {
        var ready = await Company.Cluster.ConditionAsync($"dgr/{rule}", "Ready", Company.Cancellation);
        ready.ShouldStartWith(status);
        ready.ShouldContain(message);
    });

    private Task FieldAsync(string rule, string field, string value) => Eventually.HoldsAsync(
        async () => (await Company.Cluster.FieldAsync($"dgr/{rule}", $".status.{field}", Company.Cancellation)).ShouldBe(value), world.Operator);

    private Task<string> DeleteAsync(string rule) => Company.Cluster.KubectlAsync(Company.Cancellation, "delete", $"dgr/{rule}", "--timeout=30s");

    /// <summary>A connector with nothing but rules.</summary>
    public sealed class World(SharedSurroundings surroundings) : CompanyWithOperator(surroundings)
    {
        private protected override Task SetUpAsync(Company founded) =>
            founded.ConnectAsync("safety: {maxDeletedGroups: 100, maxDeletedGroupsPercent: 100}", interval: "60s");
    }
}
