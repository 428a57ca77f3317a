using HybridGroups.EndToEnd.Tests.Running;
using HybridGroups.GraphSimulator.Faults;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>Accidents on the real servers: each ends with everything still there, and with a reason that can be read.</summary>
public sealed class Nothing_is_lost_by_accident(SharedSurroundings surroundings)
{
    [Fact]
    public async Task A_group_that_goes_to_the_recycle_bin_and_comes_back_keeps_its_sid()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        await company.HireAsync("Sales"); // a tenant without any users would be taken for one that was not read as it is
        var group = company.Entra.AddGroup("Team");
        await company.ConnectAsync();
        await company.ApplyPolicyAsync($"selection: {{types: [Security], honourWritebackConfiguration: false}}\ndeletionPolicy: Delete\ndeletionPolicyOverrides: {{softDeleted: Retain}}");
        await using var hybridGroups = company.StartOperator();
        await Eventually.HoldsAsync(async () => (await company.WrittenBackAsync(group)).ShouldNotBeNull(), hybridGroups);
        var sid = (await company.WrittenBackAsync(group))!.Bytes("objectSid")!.Value.ToArray();

        company.Entra.SoftDelete(group);
        await LookAsync(company);
        (await company.WrittenBackAsync(group)).ShouldNotBeNull("it was only in the recycle bin");

        company.Entra.Restore(group);
        company.Entra.Update(group, ("description", "back again"));
        await company.SyncAsync();
        await Eventually.HoldsAsync(
            async () =>
            {
                var back = (await company.WrittenBackAsync(group))!;
                back.Text("description").ShouldBe("back again");
                back.Bytes("objectSid")!.Value.ToArray().ShouldBe(sid);
            },
            hybridGroups);

        company.Entra.SoftDelete(group);
        company.Entra.Purge(group);
        await company.SyncAsync();
        await Eventually.HoldsAsync(async () => (await company.WrittenBackAsync(group)).ShouldBeNull(), hybridGroups);
    }

    [Fact]
    public async Task A_group_that_left_the_selection_goes_to_quarantine_with_its_sid_and_comes_back()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var anna = await company.HireAsync("Sales");
        var group = company.Entra.AddGroup("APP Team");
        company.Entra.AddMember(group, anna.CloudId);
        await company.ConnectAsync();
        await company.ApplyPolicyAsync($"selection: {{types: [Security], honourWritebackConfiguration: false, rule: 'group.displayName -startsWith \"APP\"'}}\ndeletionPolicy: Quarantine");
        await company.Cluster.KubectlAsync(
            Company.Cancellation, "patch", "gwp/cloud-groups", "--type=merge", "-p", $"{{\"spec\":{{\"target\":{{\"quarantineOrganizationalUnit\":\"{company.Quarantine}\"}}}}}}");
        await using var hybridGroups = company.StartOperator();
        await Eventually.HoldsAsync(async () => (await company.WrittenBackAsync(group)).ShouldNotBeNull().Texts("member").ShouldBe([anna.Name.ToString()]), hybridGroups);
        var sid = (await company.WrittenBackAsync(group))!.Bytes("objectSid")!.Value.ToArray();

        company.Entra.Update(group, ("displayName", "Team"));
        await company.SyncAsync();
        await Eventually.HoldsAsync(
            async () =>
            {
                var away = (await company.WrittenBackAsync(group))!;
                away.Name.Parent!.ShouldBe(company.Quarantine);
                away.Texts("member").ShouldBeEmpty();
                away.Bytes("objectSid")!.Value.ToArray().ShouldBe(sid);
            },
            hybridGroups);

        company.Entra.Update(group, ("displayName", "APP Team"));
        await company.SyncAsync();
        await Eventually.HoldsAsync(
            async () =>
            {
                var back = (await company.WrittenBackAsync(group))!;
                back.Name.Parent!.ShouldBe(company.Cloud);
                back.Texts("member").ShouldBe([anna.Name.ToString()]);
            },
            hybridGroups);
    }

    [Fact]
    public async Task A_token_that_is_refused_takes_nothing_away_and_is_named()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var anna = await company.HireAsync("Sales");
        var (id, name) = await company.AddGroupAsync("Kept", anna);
        await company.ConnectAsync("groupSync: {enabled: true, deletionPolicy: Delete}");
        await using var hybridGroups = company.StartOperator();
        await Eventually.HoldsAsync(() => Holds(company.Synced(id) is not null), hybridGroups);
        var group = company.Synced(id)!.Value;

        await company.Cluster.KubectlAsync(Company.Cancellation, "delete", "secret", "corp-entra");
        await company.Cluster.KubectlAsync(Company.Cancellation, "create", "secret", "generic", "corp-entra", "--from-literal=client-secret=an-old-one");
        await Eventually.HoldsAsync(
            async () => (await company.Cluster.ConditionAsync("scon/corp", "Ready", Company.Cancellation)).ShouldStartWith("False NotAuthorized"), hybridGroups);
        await company.DeleteAsync(name);
        await LookAsync(company);
        company.Entra.IsLive(group).ShouldBeTrue();
        hybridGroups.Log.ShouldNotContain("an-old-one");
    }

    [Fact]
    public async Task A_group_whose_source_was_moved_out_of_the_scope_stays_and_the_reason_is_told()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var (id, name) = await company.AddGroupAsync("Moved", await company.HireAsync("Sales"));
        await company.ConnectAsync("groupSync: {enabled: true, deletionPolicy: Delete}");
        await using var hybridGroups = company.StartOperator();
        await Eventually.HoldsAsync(() => Holds(company.Synced(id) is not null), hybridGroups);
        var group = company.Synced(id)!.Value;

        await company.MoveAwayAsync(name);
        await company.SyncAsync();

        await Eventually.HoldsAsync(
            async () => (await company.Cluster.FieldAsync("scon/corp", ".status.objectErrors[*].message", Company.Cancellation)).ShouldContain("left the scope of the connector"), hybridGroups);
        company.Entra.IsLive(group).ShouldBeTrue();
    }

    [Fact]
    public async Task A_tenant_in_an_outage_takes_nothing_away_and_is_waited_for()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var group = company.Entra.AddGroup("Team");
        await company.ConnectAsync();
        await company.ApplyPolicyAsync("selection: {types: [Security], honourWritebackConfiguration: false}\ndeletionPolicy: Delete");
        await using var hybridGroups = company.StartOperator();
        await Eventually.HoldsAsync(async () => (await company.WrittenBackAsync(group)).ShouldNotBeNull(), hybridGroups);

        company.Entra.Faults = FaultProfiles.ByName["outage"];
        company.Entra.ResetDelta();
        await LookAsync(company);
        (await company.WrittenBackAsync(group)).ShouldNotBeNull();

        company.Entra.Faults = FaultProfiles.ByName["demo"];
        await Eventually.HoldsAsync(
            async () => (await company.Cluster.ConditionAsync("gwp/cloud-groups", "Ready", Company.Cancellation)).ShouldStartWith("True"), hybridGroups, TimeSpan.FromSeconds(120));
        (await company.WrittenBackAsync(group)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_policy_that_loosens_the_limits_of_its_connector_writes_nothing_and_says_so()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var group = company.Entra.AddGroup("Team");
        await company.ConnectAsync();
        await company.ApplyPolicyAsync("selection: {types: [Security], honourWritebackConfiguration: false}\nsafety: {maxRemovedMembers: 100000}");
        await using var hybridGroups = company.StartOperator();

        await Eventually.HoldsAsync(
            async () => (await company.Cluster.ConditionAsync("gwp/cloud-groups", "Stalled", Company.Cancellation)).ShouldContain("maxRemovedMembers"), hybridGroups);
        (await company.WrittenBackAsync(group)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_policies_for_the_same_groups_the_older_goes_on_and_both_are_told()
    {
        await using var company = await Company.FoundAsync(surroundings.Description);
        var group = company.Entra.AddGroup("Team");
        await company.ConnectAsync();
        await company.ApplyPolicyAsync("selection: {types: [Security], honourWritebackConfiguration: false}", name: "zebra");
        await using var hybridGroups = company.StartOperator();
        await Eventually.HoldsAsync(async () => (await company.WrittenBackAsync(group)).ShouldNotBeNull(), hybridGroups);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Company.Cancellation); // creation times are whole seconds
        await company.ApplyPolicyAsync("selection: {types: [Security], honourWritebackConfiguration: false}", name: "ape");

        await Eventually.HoldsAsync(
            async () =>
            {
                (await company.Cluster.ConditionAsync("gwp/ape", "Stalled", Company.Cancellation)).ShouldContain("zebra");
                (await company.Cluster.ConditionAsync("gwp/zebra", "Contested", Company.Cancellation)).ShouldContain("ape");
                (await company.Cluster.ConditionAsync("gwp/zebra", "Ready", Company.Cancellation)).ShouldStartWith("True");
            },
            hybridGroups);
        company.Entra.Update(group, ("description", "changed"));
        await company.SyncAsync();
        await Eventually.HoldsAsync(async () => (await company.WrittenBackAsync(group))!.Text("description").ShouldBe("changed"), hybridGroups);

        await company.Cluster.KubectlAsync(Company.Cancellation, "delete", "gwp/zebra");
        await Eventually.HoldsAsync(async () => (await company.Cluster.ConditionAsync("gwp/ape", "Ready", Company.Cancellation)).ShouldStartWith("True"), hybridGroups);
    }

    private static async Task LookAsync(Company company)
    {
        await company.SyncAsync();
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System, Company.Cancellation); // long enough for a round that would take something away
    }

    private static Task Holds(bool condition)
    {
        condition.ShouldBeTrue();
        return Task.CompletedTask;
    }
}
