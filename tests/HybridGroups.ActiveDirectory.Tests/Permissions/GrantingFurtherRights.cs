using HybridGroups.ActiveDirectory.Permissions;
using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Permissions;

public sealed class GrantingFurtherRights(Domain domain)
{
    // A right that does not show deletions must not be taken for one that does: what is not told would be believed to be there.
    [Fact]
    public async Task The_replication_right_alone_is_not_taken_for_seeing_deletions()
    {
        var credential = await domain.AddServiceAccountAsync(request => request with { Replication = true });
        var (user, name) = await domain.AddUserAsync(domain.People);
        await using var directory = domain.Open(options => options with { Credential = credential });
        var cookie = await directory.ReadAllAsync(_ => { }, Domain.Cancellation);
        await domain.Administrator.DeleteAsync(name, Domain.Cancellation);
        var batch = (ChangeBatch.Changes)await directory.ReadChangesAsync(cookie, Domain.Cancellation);
        // Either it sees the deletion, or it says that it does not see deletions.
        batch.ShowsDeletions.ShouldBe(batch.List.Contains(new OnPremisesChange.Gone(user, IsDeleted: true)));
    }

    [Fact]
    public async Task They_are_written_on_the_domain_and_nowhere_when_not_asked_for()
    {
        var account = await AddAccountAsync();
        var permissions = new WritebackPermissions(domain.Administrator);
        var plain = await permissions.PlanAsync(new PermissionRequest(account.ToString(), domain.Writable), Domain.Cancellation);
        plain.ShouldHaveSingleItem().Target.ShouldBe(domain.Writable);
        var further = await permissions.PlanAsync(
            new PermissionRequest(account.ToString(), domain.Writable) { Replication = true, Revival = true }, Domain.Cancellation);
        further.Select(plan => plan.Target).ShouldBe([domain.Writable, domain.Root, DeletedObjects]);
        further.Single(plan => plan.Target.Equals(domain.Root)).MissingSddl.ShouldMatch(
            "^D:\\(OA;;CR;45ec5156-db7e-47bb-b53f-dbeb2d03c40f;;S-1-5-21-[0-9-]+\\)\\(OA;;CR;1131f6aa-9c07-11d1-f79f-00c04fc2dcd2;;S-1-5-21-[0-9-]+\\)$");
    }

    [Fact]
    public async Task The_container_of_deleted_objects_is_taken_over_once_and_opened_to_the_account_alone()
    {
        var permissions = new WritebackPermissions(domain.Administrator);
        var account = await AddAccountAsync();
        var request = new PermissionRequest(account.ToString(), domain.Writable) { Deletions = true };
        var plan = (await permissions.PlanAsync(request, Domain.Cancellation)).Single(plan => plan.Target.Equals(DeletedObjects));
        plan.MissingSddl.ShouldMatch("^D:\\(A;;LCRP;;;S-1-5-21-[0-9-]+\\)$");
        await permissions.GrantAsync([plan], Domain.Cancellation);

        var after = (await permissions.PlanAsync(request, Domain.Cancellation)).Single(plan => plan.Target.Equals(DeletedObjects));
        after.IsComplete.ShouldBeTrue();
        after.TakesOwnership.ShouldBeFalse();
        (await permissions.GrantAsync([after], Domain.Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task What_the_account_may_do_as_a_member_of_groups_counts_when_it_is_checked_and_not_when_it_is_granted()
    {
        var container = await domain.NewContainerAsync("through groups");
        var account = await AddAccountAsync();
        var (_, inner) = await domain.AddGroupAsync(domain.People, LdapAttribute.Of("member", account.ToString()));
        var (_, outer) = await domain.AddGroupAsync(domain.People, LdapAttribute.Of("member", inner.ToString()));
        var permissions = new WritebackPermissions(domain.Administrator);
        var asked = new PermissionRequest(account.ToString(), container);
        (await CheckAsync()).IsComplete.ShouldBeFalse();

        await permissions.GrantAsync(await permissions.PlanAsync(new PermissionRequest(outer.ToString(), container), Domain.Cancellation), Domain.Cancellation);

        (await CheckAsync()).IsComplete.ShouldBeTrue();
        (await permissions.PlanAsync(asked, Domain.Cancellation)).ShouldHaveSingleItem().IsComplete.ShouldBeFalse();
        var stranger = await AddAccountAsync();
        (await permissions.PlanAsync(new PermissionRequest(stranger.ToString(), container) { ThroughGroups = true }, Domain.Cancellation)).ShouldHaveSingleItem().IsComplete.ShouldBeFalse();

        async Task<PermissionPlan> CheckAsync() => (await permissions.PlanAsync(asked with { ThroughGroups = true }, Domain.Cancellation)).ShouldHaveSingleItem();
    }

    private DistinguishedName DeletedObjects => domain.Root.Child("CN", "Deleted Objects");

    private async Task<DistinguishedName> AddAccountAsync() => (await domain.AddUserAsync(domain.People)).Name;
}
