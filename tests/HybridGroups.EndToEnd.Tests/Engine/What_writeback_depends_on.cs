using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>Each prerequisite of writeback is a condition that says what to do. A missing required one blocks; a missing optional one warns.</summary>
public sealed class What_writeback_depends_on(What_writeback_depends_on.World world) : IClassFixture<What_writeback_depends_on.World>
{
    private Company Company => world.Company;

    [Fact]
    public async Task Licence_single_sign_on_and_exchange_are_told_and_do_not_block()
    {
        var group = Company.AddCloudGroup("PLAIN team");
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldNotBeNull());
        await ConditionAsync("plain", "Ready", "True Succeeded");
        await ConditionAsync("plain", "Licensed", "False Missing The tenant has no product with Entra ID P1");
        await ConditionAsync("plain", "ExchangeReady", "False Missing The schema lacks Exchange's attributes, so no mail attributes are written");
        await ConditionAsync("plain", "SingleSignOnConfigured", "True Available");
        await ConditionAsync("plain", "SchemaReady", "True Available");
        await ConditionAsync("plain", "ContainerWritable", "True Available");
    }

    [Fact]
    public async Task A_new_microsoft_365_group_that_says_nothing_is_written_only_when_the_tenant_wants_it_so()
    {
        var (silent, asked) = (Company.AddCloudGroup("TEAM silent", isWritten: null, isMicrosoft365: true), Company.AddCloudGroup("TEAM asked", isMicrosoft365: true));
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(asked)).ShouldNotBeNull());
        (await Company.WrittenBackAsync(silent)).ShouldBeNull();
    }

    [Fact]
    public async Task Exchange_that_is_required_and_missing_blocks()
    {
        var group = Company.AddCloudGroup("EXCHANGE team");
        await ConditionAsync("exchange", "Ready", "False PrerequisiteMissing spec.exchange is Require, and the schema lacks Exchange's attributes. Prepare the schema");
        (await Company.WrittenBackAsync(group)).ShouldBeNull();
    }

    [Fact]
    public async Task A_container_that_is_not_there_blocks()
    {
        var group = Company.AddCloudGroup("NOWHERE team");
        await ConditionAsync("nowhere", "Ready", "False PrerequisiteMissing There is no container OU=Nowhere");
        await ConditionAsync("nowhere", "ContainerWritable", "False Missing There is no container OU=Nowhere");
        (await Company.WrittenBackAsync(group)).ShouldBeNull();
    }

    [Fact]
    public async Task A_container_in_which_the_account_may_not_write_blocks_and_says_what_to_grant()
    {
        var group = Company.AddCloudGroup("CLOSED team");
        await ConditionAsync("closed", "Ready", "False PrerequisiteMissing The service account may not create groups in OU=Closed");
        await ConditionAsync("closed", "ContainerWritable", "Grant it: hybrid-groups permissions grant");
        (await Company.WrittenBackAsync(group)).ShouldBeNull();
    }

    [Fact]
    public async Task A_container_outside_of_the_writable_ones_is_refused_and_named()
    {
        await ConditionAsync("outside", "Stalled", "True InvalidSpec");
        await ConditionAsync("outside", "Stalled", "is not inside the writableContainers of SyncConnector");
    }

    [Fact]
    public async Task A_suspended_policy_changes_nothing_and_says_so()
    {
        var group = Company.AddCloudGroup("SUSPENDED team");
        await ConditionAsync("suspended", "Ready", "True Suspended");
        await world.LookAsync();
        (await Company.WrittenBackAsync(group)).ShouldBeNull();
    }

    [Fact]
    public async Task What_groups_say_of_themselves_must_be_readable_where_it_is_honoured()
    {
        Company.Entra.Script(new GraphSimulator.Faults.ScriptedFault("GET", "/beta/groups", 404) { Times = 2 });
        var group = Company.AddCloudGroup("PLAIN later");
        await ConditionAsync("plain", "Ready", "set spec.selection.honourWritebackConfiguration to false");
        (await Company.WrittenBackAsync(group)).ShouldBeNull();
        await world.LookAsync();
        await ConditionAsync("plain", "Ready", "True Succeeded");
        (await Company.WrittenBackAsync(group)).ShouldNotBeNull();
    }

    private Task ConditionAsync(string policy, string type, string expected) => world.SoonAsync(
        async () => (await Company.Cluster.ConditionAsync($"gwp/{policy}", type, Company.Cancellation)).ShouldContain(expected));

    /// <summary>A tenant without P1 that writes no new groups back by itself, a schema without Exchange, and policies that ask for this and that.</summary>
    public sealed class World(SharedSurroundings surroundings) : CompanyWithOperator(surroundings)
    {
        private protected override async Task SetUpAsync(Company founded)
        {
            founded.Entra.HasPremium = false;
            founded.Entra.NewGroupsAreWrittenBack = false;
            await founded.HireAsync("Nobody");
            await founded.ConnectAsync(interval: "60s");
            await founded.ApplyPolicyAsync(Picks("PLAIN"), "plain");
            await founded.ApplyPolicyAsync("selection: {types: [Microsoft365]}", "teams");
            await founded.ApplyPolicyAsync($"exchange: Require\n{Picks("EXCHANGE")}", "exchange");
            await founded.ApplyPolicyAsync(Picks("NOWHERE"), "nowhere", founded.Cloud.Child("OU", "Nowhere"));
            await founded.ApplyPolicyAsync(Picks("OUTSIDE"), "outside", founded.Groups);
            await founded.ApplyPolicyAsync($"suspend: true\n{Picks("SUSPENDED")}", "suspended");
            // The connector may write there, and nobody has granted it to the account.
            var closed = founded.Root.Child("OU", "Closed");
            await founded.AddAsync(closed, Ldap.LdapAttribute.Of("objectClass", "organizationalUnit"));
            await founded.Cluster.KubectlAsync(
                Company.Cancellation, "patch", "scon/corp", "--type=json", "-p", $$"""[{"op":"add","path":"/spec/activeDirectory/writableContainers/-","value":"{{closed}}"}]""");
            await founded.ApplyPolicyAsync(Picks("CLOSED"), "closed", closed);
        }

        private static string Picks(string start) => $"selection: {{types: [Security], rule: 'group.displayName -startsWith \"{start}\"'}}";
    }
}
