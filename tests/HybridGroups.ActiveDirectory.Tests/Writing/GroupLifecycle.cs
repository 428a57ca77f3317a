using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Writing;

/// <summary>As the service account with exactly the granted rights.</summary>
public sealed class GroupLifecycle(Domain domain)
{
    [Fact]
    public async Task Creates_a_group_with_its_mark_and_finds_it_again()
    {
        await using var directory = domain.Open();
        var group = NewGroup("Sales, \"North\" + <East>; #1\\2");
        var made = await directory.CreateGroupAsync(group, Domain.Cancellation);
        made.Origin.ShouldBe(GroupOrigin.Created);
        var found = (await directory.FindAsync(group.Anchor, Domain.Cancellation)).ShouldHaveSingleItem();
        found.Id.ShouldBe(made.Id);
        found.First("cn").ShouldBe("Sales, \"North\" + <East>; #1\\2");
        found.First("displayName").ShouldBe("Shown");
        found.Group!.Kind.ShouldBe(GroupKind.UniversalSecurity);
        found.Group.WrittenBackFrom.ShouldBe(group.Anchor);
        found.First("msDS-ExternalDirectoryObjectId").ShouldBe(group.Anchor.ToString());
    }

    [Fact]
    public async Task Creating_twice_adopts_the_first_wherever_it_was_moved()
    {
        await using var directory = domain.Open();
        var group = NewGroup(domain.NewName("moved"));
        var first = await directory.CreateGroupAsync(group, Domain.Cancellation);
        var elsewhere = await domain.NewContainerAsync("elsewhere");
        await domain.Administrator.RenameAsync(
            Ldap.DistinguishedName.FromObjectGuid(first.Id), new("CN", group.CommonName), elsewhere, Domain.Cancellation);
        (await directory.CreateGroupAsync(group, Domain.Cancellation)).ShouldBe(new GroupCreation(first.Id, GroupOrigin.Adopted));
    }

    [Fact]
    public async Task Updates_renames_and_moves_without_losing_identity_or_SID()
    {
        var inner = domain.Writable.Child("OU", domain.NewName("inner"));
        await domain.AddContainerAsync(inner);
        await using var directory = domain.Open();
        var made = await directory.CreateGroupAsync(NewGroup(domain.NewName("g")), Domain.Cancellation);
        var before = (await directory.ReadAsync(made.Id, Domain.Cancellation))!;
        await directory.UpdateGroupAsync(
            made.Id,
            new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["description"] = ["new"], ["displayName"] = [] },
            Domain.Cancellation);
        var renamed = domain.NewName("renamed, ");
        await directory.MoveGroupAsync(made.Id, renamed, inner.ToString(), Domain.Cancellation);
        var after = (await directory.ReadAsync(made.Id, Domain.Cancellation))!;
        after.SecurityIdentifier.ShouldBe(before.SecurityIdentifier);
        Ldap.DistinguishedName.Parse(after.DistinguishedName).ShouldBe(inner.Child("CN", renamed));
        after.First("description").ShouldBe("new");
        after.First("displayName").ShouldBeNull();
    }

    [Fact]
    public async Task Adds_and_removes_members_and_reports_the_one_that_cannot_be()
    {
        await using var directory = domain.Open(options => options with { MembersPerModification = 3 });
        var made = await directory.CreateGroupAsync(NewGroup(domain.NewName("g")), Domain.Cancellation);
        var users = new List<Guid>();
        for (var i = 0; i < 8; i++) users.Add((await domain.AddUserAsync(domain.People)).Id);
        var nobody = Guid.NewGuid();
        var failures = await directory.ChangeMembersAsync(made.Id, [.. users, nobody], [], Domain.Cancellation);
        failures.ShouldHaveSingleItem().Member.ShouldBe(nobody);
        (await directory.ReadMembersAsync(made.Id, Domain.Cancellation)).ShouldBe(users, ignoreOrder: true);

        (await directory.ChangeMembersAsync(made.Id, [users[0]], [users[1], users[2]], Domain.Cancellation)).ShouldBeEmpty();
        (await directory.ChangeMembersAsync(made.Id, [users[0]], [users[1], users[2]], Domain.Cancellation)).ShouldBeEmpty();
        (await directory.ReadMembersAsync(made.Id, Domain.Cancellation)).ShouldBe(users.Except([users[1], users[2]]), ignoreOrder: true);
    }

    [Fact]
    public async Task Refuses_to_set_members_or_permissions_as_attributes()
    {
        await using var directory = domain.Open();
        var made = await directory.CreateGroupAsync(NewGroup(domain.NewName("g")), Domain.Cancellation);
        foreach (var attribute in new[] { "member", "nTSecurityDescriptor", "sIDHistory" })
        {
            var error = await Should.ThrowAsync<OnPremisesException>(() => directory.UpdateGroupAsync(
                made.Id, new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [attribute] = [] }, Domain.Cancellation));
            error.Kind.ShouldBe(OnPremisesErrorKind.Guarded);
        }
    }

    [Fact]
    public async Task Says_that_an_account_name_is_taken()
    {
        await using var directory = domain.Open();
        var first = NewGroup(domain.NewName("g"));
        await directory.CreateGroupAsync(first, Domain.Cancellation);
        var second = NewGroup(domain.NewName("g")) with { SamAccountName = first.SamAccountName };
        var error = await Should.ThrowAsync<OnPremisesException>(() => directory.CreateGroupAsync(second, Domain.Cancellation));
        error.Kind.ShouldBe(OnPremisesErrorKind.AlreadyExists);
        error.Remedy.ShouldContain("sAMAccountName");
    }

    [Fact]
    public async Task Takes_another_account_name_where_its_own_is_taken_by_something_that_is_not_read()
    {
        await using var directory = domain.Open();
        var first = NewGroup(domain.NewName("g"));
        await directory.CreateGroupAsync(first, Domain.Cancellation);
        var second = NewGroup(domain.NewName("g")) with { SamAccountName = first.SamAccountName, AccountNameWhenTaken = $"{first.SamAccountName}_2" };

        var made = await directory.CreateGroupAsync(second, Domain.Cancellation);

        made.Origin.ShouldBe(GroupOrigin.Created);
        (await directory.ReadAsync(made.Id, Domain.Cancellation))!.First("sAMAccountName").ShouldBe($"{first.SamAccountName}_2");
        var sameName = second with { Anchor = new WritebackAnchor(Guid.NewGuid()), SamAccountName = domain.NewName("sam"), AccountNameWhenTaken = domain.NewName("sam") };
        (await Should.ThrowAsync<OnPremisesException>(() => directory.CreateGroupAsync(sameName, Domain.Cancellation))).Kind.ShouldBe(OnPremisesErrorKind.AlreadyExists);
    }

    [Fact]
    public async Task Takes_another_name_where_its_own_is_taken_by_something_that_is_no_group()
    {
        await using var directory = domain.Open();
        var name = domain.NewName("printer");
        await domain.Administrator.AddAsync(domain.Writable.Child("CN", name), [LdapAttribute.Of("objectClass", "container")], Domain.Cancellation);
        var group = NewGroup(name);
        (await Should.ThrowAsync<OnPremisesException>(() => directory.CreateGroupAsync(group, Domain.Cancellation))).Kind.ShouldBe(OnPremisesErrorKind.AlreadyExists);

        var made = await directory.CreateGroupAsync(group with { CommonNameWhenTaken = $"{name}_2", AccountNameWhenTaken = "not needed" }, Domain.Cancellation);

        var there = (await directory.ReadAsync(made.Id, Domain.Cancellation))!;
        there.DistinguishedName.ShouldBe(domain.Writable.Child("CN", $"{name}_2").ToString());
        there.First("sAMAccountName").ShouldBe(group.SamAccountName);
    }

    private NewGroup NewGroup(string name) =>
        new(new WritebackAnchor(Guid.NewGuid()), name, domain.Writable.ToString(), domain.NewName("sam"), GroupKind.UniversalSecurity)
        {
            Attributes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["displayName"] = ["Shown"], ["description"] = ["d"] },
        };
}
