using HybridGroups.ActiveDirectory.Permissions;
using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Writing;

public sealed class Revival(Domain domain)
{
    [Fact]
    public async Task Brings_a_deleted_group_back_with_its_SID()
    {
        await using var directory = await OpenAsync(request => request with { Revival = true });
        var anchor = new WritebackAnchor(Guid.NewGuid());
        var group = new NewGroup(anchor, anchor.ToString(), domain.Writable.ToString(), domain.NewName("sam"), GroupKind.UniversalSecurity)
        {
            Attributes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["displayName"] = ["Shown"] },
        };
        var first = await directory.CreateGroupAsync(group, Domain.Cancellation);
        var before = (await directory.ReadAsync(first.Id, Domain.Cancellation))!;
        await directory.DeleteGroupAsync(first.Id, anchor, Domain.Cancellation);
        var second = await directory.CreateGroupAsync(group with { CommonName = "revived, again" }, Domain.Cancellation);
        second.ShouldBe(new GroupCreation(first.Id, GroupOrigin.Revived));
        var after = (await directory.ReadAsync(first.Id, Domain.Cancellation))!;
        after.SecurityIdentifier.ShouldBe(before.SecurityIdentifier);
        after.First("cn").ShouldBe("revived, again");
        after.First("displayName").ShouldBe("Shown");
        after.Group!.WrittenBackFrom.ShouldBe(anchor);
    }

    [Fact]
    public async Task Never_gives_the_SID_of_a_group_that_only_had_the_same_name()
    {
        await using var directory = await OpenAsync(request => request with { Revival = true });
        var name = domain.NewName("same name");
        var one = new NewGroup(new(Guid.NewGuid()), name, domain.Writable.ToString(), domain.NewName("sam"), GroupKind.UniversalSecurity);
        var first = await directory.CreateGroupAsync(one, Domain.Cancellation);
        await directory.DeleteGroupAsync(first.Id, one.Anchor, Domain.Cancellation);
        var second = await directory.CreateGroupAsync(one with { Anchor = new(Guid.NewGuid()) }, Domain.Cancellation);
        second.Origin.ShouldBe(GroupOrigin.Created);
        second.Id.ShouldNotBe(first.Id);
    }

    // Without the further right a deleted group is not seen: a new one is made, which costs its SID and nothing else.
    [Fact]
    public async Task Without_the_right_to_revive_a_new_group_is_made()
    {
        await using var directory = await OpenAsync(request => request);
        var anchor = new WritebackAnchor(Guid.NewGuid());
        var group = new NewGroup(anchor, anchor.ToString(), domain.Writable.ToString(), domain.NewName("sam"), GroupKind.UniversalSecurity);
        var first = await directory.CreateGroupAsync(group, Domain.Cancellation);
        await directory.DeleteGroupAsync(first.Id, anchor, Domain.Cancellation);
        var second = await directory.CreateGroupAsync(group, Domain.Cancellation);
        second.Origin.ShouldBe(GroupOrigin.Created);
        second.Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task The_right_to_revive_reaches_no_deleted_user()
    {
        var (user, name) = await domain.AddUserAsync(domain.People);
        await domain.Administrator.DeleteAsync(name, Domain.Cancellation);
        await using var service = await LdapConnection.ConnectAsync(
            domain.AdministratorOptions with { Credential = await domain.AddServiceAccountAsync(request => request with { Revival = true }) },
            Domain.Cancellation);
        var error = await Should.ThrowAsync<LdapException>(() => service.ModifyAsync(
            DistinguishedName.FromObjectGuid(user),
            [LdapModification.Remove("isDeleted"), LdapModification.Replace("distinguishedName", domain.Writable.Child("CN", domain.NewName("no")).ToString())],
            Domain.Cancellation,
            new LdapWriteOptions { Controls = [LdapControls.ShowDeleted] }));
        error.Kind.ShouldBeOneOf(LdapErrorKind.InsufficientRights, LdapErrorKind.UnwillingToPerform);
        var still = await domain.Administrator.ReadAsync(
            DistinguishedName.FromObjectGuid(user), ["isDeleted"], Domain.Cancellation, LdapControls.ShowDeleted);
        still!.Text("isDeleted").ShouldBe("TRUE");
    }

    private async Task<ActiveDirectoryDomain> OpenAsync(Func<PermissionRequest, PermissionRequest> ask)
    {
        var credential = await domain.AddServiceAccountAsync(ask);
        return domain.Open(options => options with { Credential = credential });
    }
}
