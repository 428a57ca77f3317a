using HybridGroups.EndToEnd.Tests.Running;
using Ldap;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>A domain of their own, whose schema Exchange has extended, and whose service account may revive what was deleted.</summary>
public sealed class Groups_of_a_forest_with_exchange(Groups_of_a_forest_with_exchange.World world) : IClassFixture<Groups_of_a_forest_with_exchange.World>
{
    private Company Company => world.Company;

    [Fact]
    public async Task The_primary_address_alone_is_written()
    {
        var team = AddTeam("Addressed");
        Company.Entra.Update(team, ("mail", "addressed@corp.example.com"), ("mailNickname", "addressed"), ("proxyAddresses", new[] { "SMTP:addressed@corp.example.com", "smtp:old@corp.example.com" }));
        await world.SoonAsync(async () =>
        {
            var written = (await Company.WrittenBackAsync(team)).ShouldNotBeNull();
            written.Text("mail").ShouldBe("addressed@corp.example.com");
            written.Text("mailNickname").ShouldBe("addressed");
            written.Texts("proxyAddresses").ShouldBe(["SMTP:addressed@corp.example.com"]);
        });
        (await Company.Cluster.ConditionAsync("gwp/teams", "ExchangeReady", Company.Cancellation)).ShouldStartWith("True Available");
    }

    [Fact]
    public async Task No_mail_attributes_where_exchange_is_to_be_skipped()
    {
        var team = AddTeam("SKIPPED");
        Company.Entra.Update(team, ("mail", "skipped@corp.example.com"));
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(team)).ShouldNotBeNull().Text("mail").ShouldBeNull());
    }

    [Fact]
    public async Task A_policy_that_requires_exchange_is_ready()
    {
        var team = AddTeam("REQUIRED");
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(team)).ShouldNotBeNull());
        (await Company.Cluster.ConditionAsync("gwp/required", "Ready", Company.Cancellation)).ShouldStartWith("True Succeeded");
    }

    [Fact]
    public async Task System_recipients_of_exchange_stay_out_of_entra()
    {
        var (roomList, _) = await AddGroupAsync("Room list", LdapAttribute.Of("msExchRecipientTypeDetails", "1073741824"));
        var (plain, _) = await AddGroupAsync("Plain", LdapAttribute.Of("msExchRecipientTypeDetails", "256"));
        await world.SoonAsync(() => Holds(() => Company.Synced(plain).ShouldNotBeNull()));
        Company.Synced(roomList).ShouldBeNull();
    }

    [Fact]
    public async Task A_deleted_group_is_revived_with_its_sid_when_its_source_is_restored()
    {
        var group = Company.AddCloudGroup("REVIVED");
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldNotBeNull());
        var sid = await Company.SidOfAsync(group);
        Company.Entra.SoftDelete(group);
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldBeNull());
        Company.Entra.Restore(group);
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldNotBeNull());
        (await Company.SidOfAsync(group)).ShouldBe(sid);
    }

    [Fact]
    public async Task A_group_that_somebody_deleted_on_premises_is_revived_with_its_sid_and_its_members()
    {
        var anna = await Company.HireAsync("Sales");
        var group = Company.AddCloudGroup("REVIVED members", members: anna.CloudId);
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldNotBeNull().Texts("member").ShouldBe([anna.Name.ToString()]));
        var sid = await Company.SidOfAsync(group);
        await Company.DeleteAsync((await Company.WrittenBackAsync(group))!.Name);
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldNotBeNull().Texts("member").ShouldBe([anna.Name.ToString()]));
        (await Company.SidOfAsync(group)).ShouldBe(sid);
    }

    private Guid AddTeam(string name) => Company.AddCloudGroup(name, isWritten: null, isMicrosoft365: true);

    private async Task<(Guid Id, DistinguishedName Name)> AddGroupAsync(string name, params LdapAttribute[] further)
    {
        var (id, entry) = await Company.AddGroupAsync(name);
        await Company.ChangeAsync(entry, [.. further.Select(attribute => new LdapModification(LdapModificationKind.Replace, attribute))]);
        return (id, entry);
    }

    private static Task Holds(Action assertion)
    {
        assertion();
        return Task.CompletedTask;
    }

    /// <summary>A domain controller of its own beside the shared API server.</summary>
    public sealed class World(SharedSurroundings shared) : CompanyWithOperator(shared)
    {
        private readonly SharedSurroundings shared = shared;
        private Surroundings? domain;

        public override async ValueTask InitializeAsync()
        {
            domain = await Surroundings.UpAsync("e2e-exchange", "active-directory", CancellationToken.None, "--exchange");
            await base.InitializeAsync();
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            if (domain is not null) await domain.DisposeAsync();
        }

        private protected override Task<Company> FoundAsync() => Company.FoundAsync(shared.Description with { ActiveDirectory = domain!.Description.ActiveDirectory }, revives: true);

        private protected override async Task SetUpAsync(Company founded)
        {
            await founded.HireAsync("Nobody");
            await founded.ConnectAsync(
                $"groupSync: {{enabled: true, selector: {{organizationalUnits: [\"{founded.Groups}\"]}}}}\nsafety: {{maxDeletedGroups: 100, maxDeletedGroupsPercent: 100}}", interval: "60s");
            await founded.ApplyPolicyAsync("selection: {types: [Microsoft365], rule: 'group.displayName -match \"^[^RS]\"'}", "teams");
            await founded.ApplyPolicyAsync("selection: {types: [Microsoft365], rule: 'group.displayName -startsWith \"SKIPPED\"'}\nexchange: Skip", "skipped");
            await founded.ApplyPolicyAsync("selection: {types: [Microsoft365], rule: 'group.displayName -startsWith \"REQUIRED\"'}\nexchange: Require", "required");
            // Of its own: where policies share a container, the most careful decides what becomes of a group whose source is gone.
            var revived = founded.Cloud.Child("OU", "Revived");
            await founded.AddAsync(revived, LdapAttribute.Of("objectClass", "organizationalUnit"));
            await founded.ApplyPolicyAsync(
                "selection: {types: [Security], rule: 'group.displayName -startsWith \"REVIVED\"'}\ndeletionPolicyOverrides: {softDeleted: Delete}", "revived", revived);
        }
    }
}
