using HybridGroups.EndToEnd.Tests.Running;
using Ldap;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>Which groups of Entra are in Active Directory, as what, where, and with whom. One policy for security groups, one for Microsoft 365 groups.</summary>
public sealed class What_is_written_back(What_is_written_back.World world) : IClassFixture<What_is_written_back.World>
{
    private const int UniversalDistribution = 8;
    private const int UniversalSecurity = -2147483640;

    private Company Company => world.Company;

    [Fact]
    public async Task A_security_group_only_when_it_says_yes_and_a_microsoft_365_group_unless_it_says_no()
    {
        var (no, silent, yes) = (Company.AddCloudGroup("S no", isWritten: false), Company.AddCloudGroup("S silent", isWritten: null), Company.AddCloudGroup("S yes"));
        var (teamNo, teamSilent) = (Company.AddCloudGroup("T no", isWritten: false, isMicrosoft365: true), Company.AddCloudGroup("T silent", isWritten: null, isMicrosoft365: true));
        await world.SoonAsync(async () =>
        {
            (await Company.WrittenBackAsync(yes)).ShouldNotBeNull();
            (await Company.WrittenBackAsync(teamSilent)).ShouldNotBeNull();
        });
        foreach (var group in new[] { no, silent, teamNo }) (await Company.WrittenBackAsync(group)).ShouldBeNull();
    }

    [Fact]
    public async Task A_microsoft_365_group_becomes_what_it_says_or_a_universal_distribution_group()
    {
        var silent = Company.AddCloudGroup("T plain", isWritten: null, isMicrosoft365: true);
        var security = Company.AddCloudGroup("T security", isMicrosoft365: true, becomes: "universalSecurityGroup");
        await world.SoonAsync(async () =>
        {
            (await Company.WrittenBackAsync(silent)).ShouldNotBeNull().Text("groupType").ShouldBe($"{UniversalDistribution}");
            (await Company.WrittenBackAsync(security)).ShouldNotBeNull().Text("groupType").ShouldBe($"{UniversalSecurity}");
        });
        (await Company.WrittenBackAsync(silent))!.Name.Rdn.Value.ShouldBe($"Group_{silent:D}");
    }

    [Fact]
    public async Task Each_group_has_its_mark_its_name_an_account_name_and_a_description_of_at_most_448_characters()
    {
        var name = $"Ops + \"Night\", <{Company.Cluster.Namespace}>";
        var group = Company.AddCloudGroup(name);
        Company.Entra.Update(group, ("description", new string('d', 600)));
        await world.SoonAsync(async () =>
        {
            var written = (await Company.WrittenBackAsync(group)).ShouldNotBeNull();
            written.Text("description")!.Length.ShouldBe(448);
            written.Name.ShouldBe(Company.Cloud.Child("CN", name));
            written.Text("sAMAccountName").ShouldBe($"Ops _ _Night__ _{Company.Cluster.Namespace}_");
            written.Text("groupType").ShouldBe($"{UniversalSecurity}");
        });
    }

    [Fact]
    public async Task A_name_that_is_taken_or_too_long_is_told_apart_by_twelve_digits_and_fits_64_characters()
    {
        var name = new string('n', 70);
        var groups = new[] { Company.AddCloudGroup(name), Company.AddCloudGroup(name) };
        await world.SoonAsync(async () =>
        {
            var written = new List<string>();
            foreach (var group in groups) written.Add((await Company.WrittenBackAsync(group)).ShouldNotBeNull().Name.Rdn.Value);
            written.ShouldContain(new string('n', 64));
            written.Except([new string('n', 64)]).ShouldHaveSingleItem().ShouldBeOneOf([.. groups.Select(group => $"{new string('n', 51)}_{group.ToString("D")[^12..]}")]);
        });
    }

    [Fact]
    public async Task An_account_name_that_somebody_outside_of_the_scope_has_is_told_apart_too()
    {
        var name = $"outside-{Company.Cluster.Namespace}";
        var elsewhere = Company.Domain.Child("CN", "Users").Child("CN", name);
        await Company.AddAsync(elsewhere, LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", name));
        var group = Company.AddCloudGroup(name);
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldNotBeNull().Text("sAMAccountName").ShouldBe($"{name}_{group.ToString("D")[^12..]}"));
        (await Company.WrittenBackAsync(group))!.Name.ShouldBe(Company.Cloud.Child("CN", name));
        await Company.DeleteAsync(elsewhere);
    }

    [Fact]
    public async Task A_suffix_stays_when_the_name_becomes_free()
    {
        var first = Company.AddCloudGroup("Twins");
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(first)).ShouldNotBeNull());
        var second = Company.AddCloudGroup("Twins");
        var suffixed = $"Twins_{second.ToString("D")[^12..]}";
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(second)).ShouldNotBeNull().Name.Rdn.Value.ShouldBe(suffixed));
        Company.Entra.SoftDelete(first);
        Company.Entra.Purge(first);
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(first)).ShouldBeNull());
        await world.LookAsync();
        (await Company.WrittenBackAsync(second))!.Name.Rdn.Value.ShouldBe(suffixed);
    }

    [Fact]
    public async Task Members_without_an_account_are_left_out_and_counted_and_a_nested_group_is_a_member_when_it_is_written_itself()
    {
        var anna = await Company.HireAsync("Sales");
        var stranger = Company.Entra.AddUser("cloud-only");
        var (inner, unwritten) = (Company.AddCloudGroup("Inner"), Company.AddCloudGroup("Unwritten", isWritten: null));
        var outer = Company.AddCloudGroup("Outer", members: [anna.CloudId, stranger, inner, unwritten]);
        await world.SoonAsync(async () =>
        {
            var nested = (await Company.WrittenBackAsync(inner)).ShouldNotBeNull().Name.ToString();
            (await Company.WrittenBackAsync(outer)).ShouldNotBeNull().Texts("member").ShouldBe([anna.Name.ToString(), nested], ignoreOrder: true);
            (await Company.Cluster.FieldAsync("gwp/security", ".status.groups.unmatchedMembers", Company.Cancellation)).ShouldBe("2");
        });
    }

    [Fact]
    public async Task A_member_in_the_recycle_bin_is_taken_out_until_restored()
    {
        var (anna, ben) = (await Company.HireAsync("Sales"), await Company.HireAsync("Sales"));
        var group = Company.AddCloudGroup("Some leave", members: [anna.CloudId, ben.CloudId]);
        await MembersAsync(group, anna, ben);
        Company.Entra.SoftDelete(ben.CloudId);
        await MembersAsync(group, anna);
        Company.Entra.Restore(ben.CloudId);
        await MembersAsync(group, anna, ben);
    }

    [Fact]
    public async Task A_dynamic_group_is_written_with_the_members_that_entra_gives_it()
    {
        var anna = await Company.HireAsync("Research");
        var group = Company.AddCloudGroup("Dynamic");
        Company.Entra.Update(group, ("groupTypes", new[] { "DynamicMembership" }), ("membershipRule", "user.department -eq \"Research\""), ("membershipRuleProcessingState", "On"));
        await Eventually.HoldsAsync(
            () =>
            {
                Company.Entra.Tick();
                Company.Entra.MembersOf(group).ShouldBe([anna.CloudId]);
                return Task.CompletedTask;
            },
            world.Operator);
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldNotBeNull().Texts("member").ShouldBe([anna.Name.ToString()]));
    }

    [Fact]
    public async Task A_group_with_more_members_than_the_maximum_is_not_written_and_says_so()
    {
        var members = new List<Guid>();
        for (var number = 0; number < World.MaximumMembers + 1; number++) members.Add((await Company.HireAsync("Crowd")).CloudId);
        var group = Company.AddCloudGroup("Crowd", members: [.. members]);
        await world.SoonAsync(async () =>
        {
            var error = await Company.ErrorAsync("gwp/security", "MaximumMembersExceeded");
            error.ShouldContain($"Crowd has {World.MaximumMembers + 1} members");
            error.ShouldContain("raise spec.members.maximum");
            (await Company.WrittenBackAsync(group)).ShouldBeNull();
        });
        Company.Entra.RemoveMember(group, members[0]);
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldNotBeNull());
    }

    [Fact]
    public async Task A_group_whose_container_changes_is_moved_with_its_sid()
    {
        var group = Company.AddCloudGroup("Ledger");
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldNotBeNull().Name.Parent.ShouldBe(Company.Cloud));
        var sid = await Company.SidOfAsync(group);
        Company.Entra.Update(group, ("displayName", "FIN Ledger"));
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldNotBeNull().Name.ShouldBe(World.FinanceOf(Company).Child("CN", "FIN Ledger")));
        (await Company.SidOfAsync(group)).ShouldBe(sid);
    }

    [Fact]
    public async Task A_group_that_says_no_later_stays_as_it_is_and_follows_again_when_it_says_yes()
    {
        var group = Company.AddCloudGroup("Undecided");
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldNotBeNull());
        var sid = await Company.SidOfAsync(group);
        Company.SetWriteback(group, isWritten: false);
        Company.Entra.Update(group, ("description", "written when it says yes again"));
        await world.LookAsync();
        (await Company.WrittenBackAsync(group)).ShouldNotBeNull("it only left the selection").Text("description").ShouldBeNull();
        Company.SetWriteback(group, isWritten: true);
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group))!.Text("description").ShouldBe("written when it says yes again"));
        (await Company.SidOfAsync(group)).ShouldBe(sid);
    }

    [Fact]
    public async Task What_somebody_changes_on_premises_is_taken_back_where_drift_is_overwrite()
    {
        var (anna, ben) = (await Company.HireAsync("Sales"), await Company.HireAsync("Sales"));
        var group = Company.AddCloudGroup("Overwritten", members: [anna.CloudId]);
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldNotBeNull().Texts("member").ShouldBe([anna.Name.ToString()]));
        var name = (await Company.WrittenBackAsync(group))!.Name;
        await Company.ChangeAsync(name, LdapModification.Replace("member", ben.Name.ToString()), LdapModification.Replace("description", "by hand"));
        await Eventually.HoldsAsync(
            async () =>
            {
                var written = (await Company.WrittenBackAsync(group))!;
                written.Texts("member").ShouldBe([anna.Name.ToString()]);
                written.Text("description").ShouldBeNull();
            },
            world.Operator);
    }

    [Fact]
    public async Task What_somebody_changes_on_premises_stays_and_is_reported_where_drift_is_report()
    {
        var group = Company.AddCloudGroup("Reported", isWritten: null, isMicrosoft365: true);
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldNotBeNull());
        await Company.ChangeAsync((await Company.WrittenBackAsync(group))!.Name, LdapModification.Replace("displayName", "by hand"));
        await world.SoonAsync(async () =>
        {
            var error = await Company.ErrorAsync("gwp/teams", "Drift");
            error.ShouldContain("displayName of");
            error.ShouldContain("set spec.drift to Overwrite");
        });
        (await Company.WrittenBackAsync(group))!.Text("displayName").ShouldBe("by hand");
        await Company.ChangeAsync((await Company.WrittenBackAsync(group))!.Name, LdapModification.Replace("displayName", "Reported"));
        await world.SoonAsync(async () => (await Company.ErrorAsync("gwp/teams", "Drift")).ShouldBeEmpty());
    }

    [Fact]
    public async Task A_domain_local_group_cannot_be_a_member_and_is_named_with_what_to_do()
    {
        var local = Company.Groups.Child("CN", "Local");
        var nested = Company.AddCloudGroup("Local", isWritten: false);
        await Company.AddAsync(
            local,
            LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", $"local-{Company.Cluster.Namespace}"), LdapAttribute.Of("groupType", "-2147483644"),
            LdapAttribute.Of("adminDescription", $"Group_{nested:D}"));
        var group = Company.AddCloudGroup("Holds a local one", members: [nested]);
        await world.SoonAsync(async () =>
        {
            (await Company.WrittenBackAsync(group)).ShouldNotBeNull();
            var error = await Company.ErrorAsync("gwp/security", "NotAllowed");
            error.ShouldContain("CN=Local");
            error.Split('|')[2].ShouldNotBeEmpty();
        });
        Company.Entra.RemoveMember(group, nested);
        await world.SoonAsync(async () => (await Company.ErrorAsync("gwp/security", "NotAllowed")).ShouldBeEmpty());
    }

    [Fact]
    public async Task Two_groups_with_the_mark_of_one_are_left_alone_and_named()
    {
        var group = Company.AddCloudGroup("Copied");
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldNotBeNull());
        var copy = Company.Groups.Child("CN", "A copy");
        await Company.AddAsync(
            copy, LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", $"copy-{Company.Cluster.Namespace}"), LdapAttribute.Of("adminDescription", $"Group_{group:D}"));
        Company.Entra.Update(group, ("description", "not to be written twice"));
        await world.SoonAsync(async () =>
        {
            var error = await Company.ErrorAsync("gwp/security", "DuplicateAnchor");
            error.ShouldContain("CN=A copy");
            error.ShouldContain("clear adminDescription");
        });
        await Company.DeleteAsync(copy);
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldNotBeNull().Text("description").ShouldBe("not to be written twice"));
    }

    private Task MembersAsync(Guid group, params Person[] people) => world.SoonAsync(async () =>
        (await Company.WrittenBackAsync(group)).ShouldNotBeNull().Texts("member").ShouldBe(people.Select(person => person.Name.ToString()), ignoreOrder: true));

    /// <summary>Policies, each for its type of group, in containers of their own.</summary>
    public sealed class World(SharedSurroundings surroundings) : CompanyWithOperator(surroundings)
    {
        public const int MaximumMembers = 4;

        internal static DistinguishedName FinanceOf(Company company) => company.Cloud.Child("OU", "Finance");

        private protected override async Task SetUpAsync(Company founded)
        {
            await founded.HireAsync("Nobody");
            var (finance, teams) = (FinanceOf(founded), founded.Cloud.Child("OU", "Teams"));
            foreach (var container in new[] { finance, teams }) await founded.AddAsync(container, LdapAttribute.Of("objectClass", "organizationalUnit"));
            await founded.ConnectAsync("safety: {maxDeletedGroups: 100, maxDeletedGroupsPercent: 100, maxRemovedMembersPercent: 100}", interval: "60s");
            await founded.ApplyPolicyAsync(
                "selection: {types: [Security]}\nnaming: {commonName: \"{displayName}\", samAccountName: \"{displayName}\"}\nmembers: {maximum: 4}\n"
                + "deletionPolicy: Retain\ndeletionPolicyOverrides: {hardDeleted: Delete}",
                name: "security", containers: $"[{{rule: 'group.displayName -startsWith \"FIN\"', organizationalUnit: \"{finance}\"}}]");
            await founded.ApplyPolicyAsync("selection: {types: [Microsoft365]}\ndrift: Report", name: "teams", organizationalUnit: teams);
        }
    }
}
