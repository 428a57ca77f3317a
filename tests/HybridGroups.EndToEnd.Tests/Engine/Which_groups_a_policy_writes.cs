using HybridGroups.EndToEnd.Tests.Running;
using HybridGroups.GraphSimulator.Schema;
using Ldap;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>Policies side by side, each with a choice, a name or a way with members of its own, told apart by the beginning of the display name.</summary>
public sealed class Which_groups_a_policy_writes(Which_groups_a_policy_writes.World world) : IClassFixture<Which_groups_a_policy_writes.World>
{
    private const string UniversalSecurity = "-2147483640";

    private Company Company => world.Company;

    [Fact]
    public async Task Where_the_groups_own_word_is_not_honoured_types_and_rule_alone_decide()
    {
        var (no, silent) = (Company.AddCloudGroup("UNASKED no", isWritten: false), Company.AddCloudGroup("UNASKED silent", isWritten: null));
        await WrittenAsync(no);
        await WrittenAsync(silent);
    }

    [Fact]
    public async Task Only_the_types_that_it_names()
    {
        var (team, security) = (Company.AddCloudGroup("ONLY a team", isMicrosoft365: true), Company.AddCloudGroup("ONLY a security group"));
        await WrittenAsync(team);
        await world.LookAsync(); // one group is written after the other
        (await Company.WrittenBackAsync(security)).ShouldBeNull();
    }

    [Fact]
    public async Task Only_those_that_its_rule_picks()
    {
        var (picked, other) = (Company.AddCloudGroup("UNASKED and picked"), Company.AddCloudGroup("Picked by no rule"));
        await WrittenAsync(picked);
        await world.LookAsync(); // one group is written after the other
        (await Company.WrittenBackAsync(other)).ShouldBeNull();
    }

    [Fact]
    public async Task One_that_is_included_whatever_its_type_its_name_and_its_own_word()
    {
        await WrittenAsync(world.Included);
    }

    [Fact]
    public async Task Never_one_that_is_excluded()
    {
        var neighbour = Company.AddCloudGroup("ONLY a neighbour", isMicrosoft365: true);
        await WrittenAsync(neighbour);
        (await Company.WrittenBackAsync(world.Excluded)).ShouldBeNull();
    }

    [Fact]
    public async Task Distribution_lists_and_mail_enabled_security_groups_never_by_type()
    {
        var list = Company.Entra.AddGroup("UNASKED list", ("mailEnabled", true), ("securityEnabled", false));
        var mailed = Company.Entra.AddGroup("UNASKED mailed", ("mailEnabled", true));
        await WrittenAsync(Company.AddCloudGroup("UNASKED after the lists"));
        await world.LookAsync(); // one group is written after the other
        (await Company.WrittenBackAsync(list)).ShouldBeNull();
        (await Company.WrittenBackAsync(mailed)).ShouldBeNull();
    }

    [Fact]
    public async Task Called_by_display_name_with_the_last_twelve_digits_of_the_object_id()
    {
        var group = Company.AddCloudGroup("NAMED, after \"itself\"");
        (await WrittenAsync(group)).Name.ShouldBe(Company.Cloud.Child("CN", $"NAMED, after \"itself\"_{group.ToString("D")[^12..]}"));
    }

    [Fact]
    public async Task Called_by_a_template_and_after_the_group_is_renamed_in_entra_by_its_new_name_with_the_same_sid()
    {
        var group = Company.AddCloudGroup("TEMPLATED old");
        var written = await WrittenAsync(group);
        written.Name.Rdn.Value.ShouldBe("G TEMPLATED old");
        written.Text("sAMAccountName").ShouldBe($"acc-{group:D}");
        var sid = await Company.SidOfAsync(group);
        Company.Entra.Update(group, ("displayName", "TEMPLATED new"));
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group))!.Name.Rdn.Value.ShouldBe("G TEMPLATED new"));
        (await Company.SidOfAsync(group)).ShouldBe(sid);
    }

    [Fact]
    public async Task Told_apart_by_twelve_digits_where_something_that_is_no_group_has_the_name()
    {
        await Company.AddAsync(Company.Cloud.Child("CN", "G TEMPLATED printer"), LdapAttribute.Of("objectClass", "container"));
        var group = Company.AddCloudGroup("TEMPLATED printer");
        var written = await WrittenAsync(group);
        written.Name.Rdn.Value.ShouldBe($"G TEMPLATED printer_{group.ToString("D")[^12..]}");
        written.Text("sAMAccountName").ShouldBe($"acc-{group:D}");
        await world.LookAsync();
        (await Company.WrittenBackAsync(group))!.Name.ShouldBe(written.Name);
    }

    [Fact]
    public async Task A_microsoft_365_group_as_what_the_policy_says()
    {
        var group = Company.AddCloudGroup("SECURE team", isWritten: null, isMicrosoft365: true);
        (await WrittenAsync(group)).Text("groupType").ShouldBe(UniversalSecurity);
    }

    [Fact]
    public async Task Members_without_an_account_are_left_out_without_a_word_where_they_are_to_be_ignored()
    {
        var anna = await Company.HireAsync("Sales");
        var group = Company.AddCloudGroup("QUIET", members: [anna.CloudId, Company.Entra.AddUser("quiet-stranger")]);
        (await WrittenAsync(group, anna.Name)).Name.ShouldNotBeNull();
        await Eventually.HoldsAsync(
            async () => (await Company.Cluster.ConditionAsync("gwp/quiet", "Ready", Company.Cancellation)).ShouldStartWith("True Succeeded"), world.Operator);
        (await Company.Cluster.FieldAsync("gwp/quiet", ".status.groups.unmatchedMembers", Company.Cancellation)).ShouldBeOneOf("", "0");
    }

    [Fact]
    public async Task Flattened_the_people_of_nested_groups_are_members_and_the_groups_are_not()
    {
        var (anna, ben) = (await Company.HireAsync("Sales"), await Company.HireAsync("Sales"));
        var inner = Company.AddCloudGroup("FLAT inner", members: ben.CloudId);
        var outer = Company.AddCloudGroup("FLAT outer", members: [anna.CloudId, inner]);
        await WrittenAsync(outer, anna.Name, ben.Name);
    }

    [Fact]
    public async Task A_nested_distribution_list_is_never_a_member()
    {
        var anna = await Company.HireAsync("Sales");
        var list = Company.Entra.AddGroup("UNASKED nested list", ("mailEnabled", true), ("securityEnabled", false));
        var outer = Company.AddCloudGroup("UNASKED with a list", members: [anna.CloudId, list]);
        await WrittenAsync(outer, anna.Name);
    }

    [Fact]
    public async Task A_device_is_a_member_where_it_has_an_account()
    {
        var account = Company.People.Child("CN", "PC-1");
        await Company.AddAsync(
            account, LdapAttribute.Of("objectClass", "computer"), LdapAttribute.Of("sAMAccountName", $"PC1{Company.Cluster.Namespace[^8..]}$"), LdapAttribute.Of("userAccountControl", "4128"));
        var joined = Company.Entra.Add(ObjectKind.Device, ("displayName", "PC-1"), ("deviceId", (await Company.IdOfAsync(account)).ToString("D")));
        var cloudOnly = Company.Entra.Add(ObjectKind.Device, ("displayName", "Phone"), ("deviceId", Guid.NewGuid().ToString("D")));
        var group = Company.AddCloudGroup("UNASKED devices", members: [joined, cloudOnly]);
        await WrittenAsync(group, account);
    }

    [Fact]
    public async Task One_that_another_product_wrote_is_adopted_by_its_mark_with_its_sid()
    {
        var group = Company.AddCloudGroup("Not picked yet");
        var theirs = Company.Quarantine.Child("CN", "Written by another product");
        await Company.AddAsync(
            theirs, LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", $"theirs-{Company.Cluster.Namespace}"),
            LdapAttribute.Of("groupType", UniversalSecurity), LdapAttribute.Of("adminDescription", $"Group_{group:D}"));
        var sid = await Company.SidOfAsync(group);
        Company.Entra.Update(group, ("displayName", "UNASKED any more"));
        await world.SoonAsync(async () =>
        {
            var adopted = (await Company.WrittenBackAsync(group)).ShouldNotBeNull();
            adopted.Name.ShouldBe(Company.Cloud.Child("CN", $"Group_{group:D}"));
            adopted.Text("displayName").ShouldBe("UNASKED any more");
        });
        (await Company.SidOfAsync(group)).ShouldBe(sid);
    }

    private async Task<LdapEntry> WrittenAsync(Guid group, params DistinguishedName[] members)
    {
        LdapEntry? written = null;
        await world.SoonAsync(async () =>
        {
            written = (await Company.WrittenBackAsync(group)).ShouldNotBeNull("it is not in Active Directory");
            if (members.Length > 0) written.Texts("member").ShouldBe(members.Select(member => member.ToString()), ignoreOrder: true);
        });
        return written!;
    }

    /// <summary>Every policy picks by the first word of the display name.</summary>
    public sealed class World(SharedSurroundings surroundings) : CompanyWithOperator(surroundings)
    {
        internal Guid Included { get; private set; }

        internal Guid Excluded { get; private set; }

        private protected override async Task SetUpAsync(Company founded)
        {
            await founded.HireAsync("Nobody");
            Included = founded.AddCloudGroup("Of no type and no name", isWritten: false);
            Excluded = founded.AddCloudGroup("ONLY not this one", isMicrosoft365: true);
            await founded.ConnectAsync(interval: "60s");
            await founded.ApplyPolicyAsync(Picks("UNASKED", "types: [Microsoft365, Security], honourWritebackConfiguration: false"), "unasked");
            await founded.ApplyPolicyAsync(Picks("ONLY", $"types: [Microsoft365], include: [\"{Included:D}\"], exclude: [\"{Excluded:D}\"]"), "only");
            await founded.ApplyPolicyAsync($"{Picks("NAMED")}\nnaming: {{commonName: DisplayName}}", "named");
            await founded.ApplyPolicyAsync($"{Picks("TEMPLATED")}\nnaming: {{commonName: \"G {{displayName}}\", samAccountName: \"acc-{{objectId}}\"}}", "templated");
            await founded.ApplyPolicyAsync($"{Picks("SECURE", "types: [Microsoft365]")}\ngroupTypes: {{microsoft365: UniversalSecurity}}", "secure");
            await founded.ApplyPolicyAsync($"{Picks("QUIET")}\nmembers: {{unmatched: Ignore}}", "quiet");
            await founded.ApplyPolicyAsync($"{Picks("FLAT")}\nmembers: {{nested: Flatten}}", "flat");
        }

        private static string Picks(string start, string more = "types: [Security]") => $"selection: {{rule: 'group.displayName -startsWith \"{start}\"', {more}}}";
    }
}
