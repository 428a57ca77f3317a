using HybridGroups.EndToEnd.Tests.Running;
using Ldap;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>It is held and named with the limit, while all the rest goes ahead.</summary>
public sealed class What_is_more_than_the_limits_allow(What_is_more_than_the_limits_allow.World world) : IClassFixture<What_is_more_than_the_limits_allow.World>
{
    private Company Company => world.Company;

    [Fact]
    public async Task Deleted_groups_in_percent_of_those_that_this_connector_keeps_where_foreign_marks_do_not_count()
    {
        for (var number = 0; number < 30; number++)
        {
            await Company.AddAsync(
                Company.Groups.Child("CN", $"Of another product {number}"), LdapAttribute.Of("objectClass", "group"),
                LdapAttribute.Of("sAMAccountName", $"f{number}-{Company.Cluster.Namespace}"), LdapAttribute.Of("adminDescription", $"Group_{Guid.NewGuid():D}"));
        }

        var groups = Enumerable.Range(1, 3).Select(number => Company.AddCloudGroup($"KEPT {number}")).ToArray();
        await world.SoonAsync(async () =>
        {
            foreach (var group in groups) (await Company.WrittenBackAsync(group)).ShouldNotBeNull();
        });
        Company.SetWriteback(groups[0], isWritten: false);
        Company.SetWriteback(groups[1], isWritten: false);
        await HeldAsync("corp", "2 of 3 groups would be deleted, and maxDeletedGroupsPercent of ");
        Company.Entra.Update(groups[2], ("description", "goes ahead"));
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(groups[2]))!.Text("description").ShouldBe("goes ahead"));
        (await Company.WrittenBackAsync(groups[0])).ShouldNotBeNull();
        (await Company.WrittenBackAsync(groups[1])).ShouldNotBeNull();

        // One of them alone is within the limit.
        Company.SetWriteback(groups[1], isWritten: true);
        await world.SoonAsync(async () => (await Company.WrittenBackAsync(groups[0])).ShouldBeNull());
    }

    [Fact]
    public async Task Removed_members_in_percent_of_one_group()
    {
        var people = new List<Person>();
        for (var number = 0; number < 10; number++) people.Add(await Company.HireAsync("Many"));
        var group = Company.AddCloudGroup("Shrinks", members: [.. people.Select(person => person.CloudId)]);
        await CountAsync(group, 10);
        foreach (var person in people[..3]) Company.Entra.RemoveMember(group, person.CloudId);
        await HeldAsync("corp", "would lose 3 with 10 members, and maxRemovedMembersPercent of the connector is 20");
        await CountAsync(group, 10);
        Company.Entra.AddMember(group, people[0].CloudId);
        await CountAsync(group, 8);
    }

    [Fact]
    public async Task Removed_members_in_all_groups_together()
    {
        var people = new List<Person>();
        for (var number = 0; number < 4; number++) people.Add(await Company.HireAsync("Few"));
        var groups = Enumerable.Range(1, 2).Select(number => Company.AddCloudGroup($"Loses {number}", members: [.. people.Select(person => person.CloudId)])).ToArray();
        foreach (var group in groups) await CountAsync(group, 4);
        foreach (var group in groups)
        {
            foreach (var person in people[..3]) Company.Entra.RemoveMember(group, person.CloudId);
        }

        await HeldAsync("corp", "6 members would be removed, and maxRemovedMembers of the connector is 5");
        foreach (var group in groups) await CountAsync(group, 4);
        Company.Entra.AddMember(groups[0], people[0].CloudId);
        foreach (var group in groups) await CountAsync(group, group == groups[0] ? 2 : 1);
    }

    [Fact]
    public async Task Added_members_in_percent_of_one_group()
    {
        var people = new List<Person>();
        for (var number = 0; number < 16; number++) people.Add(await Company.HireAsync("Grow"));
        var group = Company.AddCloudGroup("Grows", members: [.. people[..10].Select(person => person.CloudId)]);
        await CountAsync(group, 10);
        foreach (var person in people[10..]) Company.Entra.AddMember(group, person.CloudId);
        await HeldAsync("corp", "would gain 6 with 10 members, and maxAddedMembersPercent of the connector is 50");
        await CountAsync(group, 10);
        Company.Entra.RemoveMember(group, people[15].CloudId);
        await CountAsync(group, 15);
    }

    [Fact]
    public async Task The_first_fill_of_a_group_is_exempt()
    {
        var people = new List<Guid>();
        for (var number = 0; number < 8; number++) people.Add((await Company.HireAsync("First")).CloudId);
        await CountAsync(Company.AddCloudGroup("Filled at once", members: [.. people]), 8);
    }

    [Fact]
    public async Task The_first_fill_of_a_group_counts_where_that_is_asked_for()
    {
        for (var number = 0; number < 8; number++) await Company.HireAsync("Counted");
        await Company.Cluster.ApplyAsync(
            """
            apiVersion: hybridgroups.io/v1alpha1
            kind: DynamicGroupRule
            metadata: {name: counted}
            spec:
              connectorRef: {name: strict}
              rule: user.department -eq "Counted"
              target: {entraGroup: {displayName: Counted, create: true}}
            """, Company.Cancellation);
        await HeldAsync("strict", "8 members would be added, and maxAddedMembers of the connector is 7");
        var group = Company.Entra.Snapshot().GroupMembers.Keys.Single(id => Equals(Company.Entra.Read(id, "displayName"), "Counted"));
        Company.Entra.MembersOf(group).ShouldBeEmpty();
    }

    private Task HeldAsync(string connector, string reason) => world.SoonAsync(
        async () => (await Company.Cluster.ConditionAsync($"scon/{connector}", "PlanHeld", Company.Cancellation)).ShouldContain(reason));

    private Task CountAsync(Guid group, int members) => world.SoonAsync(async () => (await Company.WrittenBackAsync(group)).ShouldNotBeNull().Texts("member").Count.ShouldBe(members));

    /// <summary>Two connectors, of which one is told to count the first fill too.</summary>
    public sealed class World(SharedSurroundings surroundings) : CompanyWithOperator(surroundings)
    {
        private protected override async Task SetUpAsync(Company founded)
        {
            await founded.HireAsync("Nobody");
            await founded.ConnectAsync("safety: {maxDeletedGroupsPercent: 100, maxRemovedMembers: 5, maxAddedMembers: 7, maxAddedMembersPercent: 50}", interval: "60s");
            await founded.ConnectAsync("safety: {maxAddedMembers: 7, limitFirstFill: true}", name: "strict");
            await founded.ApplyPolicyAsync("selection: {types: [Security], rule: 'group.displayName -notStartsWith \"KEPT\"'}", "groups");
            var kept = founded.Cloud.Child("OU", "Kept");
            await founded.AddAsync(kept, LdapAttribute.Of("objectClass", "organizationalUnit"));
            await founded.ApplyPolicyAsync(
                "selection: {types: [Security], rule: 'group.displayName -startsWith \"KEPT\"'}\ndeletionPolicy: Delete\nsafety: {maxDeletedGroupsPercent: 50}", "kept", kept);
        }
    }
}
