using HybridGroups.ActiveDirectory.Permissions;
using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Permissions;

public sealed class GrantingFurtherRights(Domain domain)
{
    private const string Password = "Aa1-some-Long-pass";

    // A right that does not show deletions must not be taken for one that does: what is not told would be believed to be there.
    [Fact]
    public async Task The_replication_right_alone_is_not_taken_for_seeing_deletions()
    {
        var account = await AddAccountAsync();
        await GrantAsync(new PermissionRequest(account.ToString(), domain.Writable) { Replication = true });
        var (user, name) = await domain.AddUserAsync(domain.People);
        await using var directory = domain.Open(options => options with { Credential = new LdapCredential.Simple(account.ToString(), Password) });
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
        further.Single(plan => plan.Target.Equals(domain.Root)).MissingSddl.ShouldMatch(
            "^D:\\(OA;;CR;45ec5156-db7e-47bb-b53f-dbeb2d03c40f;;S-1-5-21-[0-9-]+\\)\\(OA;;CR;1131f6aa-9c07-11d1-f79f-00c04fc2dcd2;;S-1-5-21-[0-9-]+\\)$");
    }

    private async Task GrantAsync(PermissionRequest request)
    {
        var permissions = new WritebackPermissions(domain.Administrator);
        await permissions.GrantAsync(await permissions.PlanAsync(request, Domain.Cancellation), Domain.Cancellation);
        (await permissions.PlanAsync(request, Domain.Cancellation)).ShouldAllBe(plan => plan.IsComplete);
    }

    private async Task<DistinguishedName> AddAccountAsync() => (await domain.AddUserAsync(
        domain.People,
        LdapAttribute.Of("userAccountControl", "512"),
        LdapAttribute.OfBytes("unicodePwd", System.Text.Encoding.Unicode.GetBytes($"\"{Password}\"")))).Name;
}
