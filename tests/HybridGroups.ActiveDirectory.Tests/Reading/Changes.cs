using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Reading;

public sealed class Changes(Domain domain)
{
    [Fact]
    public async Task Tell_links_as_adds_and_removes()
    {
        var (user, userName) = await domain.AddUserAsync(domain.People);
        var (other, otherName) = await domain.AddUserAsync(domain.People);
        var (group, groupName) = await domain.AddGroupAsync(domain.People, LdapAttribute.Of("member", userName.ToString()));
        await using var directory = domain.Open();
        var cookie = await directory.ReadAllAsync(_ => { }, Domain.Cancellation);
        await domain.Administrator.ModifyAsync(
            groupName,
            [LdapModification.Add("member", otherName.ToString()), LdapModification.Delete("member", userName.ToString())],
            Domain.Cancellation);
        var change = (await NextAsync(directory, cookie)).OfType<OnPremisesChange.MembersChanged>().Single(one => one.Group == group);
        change.Added.ShouldBe([other]);
        change.Removed.ShouldBe([user]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tell_who_stands_here_for_somebody_of_another_domain_before_or_with_the_group_that_has_him(bool groupIsNew)
    {
        // Nobody has had this identity before: the server makes its place holder by itself when a group names it.
        var sid = $"S-1-5-21-{BitConverter.ToUInt32(Guid.NewGuid().ToByteArray())}-2-3-4444";
        var known = groupIsNew ? default : await domain.AddGroupAsync(domain.People);
        await using var directory = domain.Open();
        var model = new ReceivedModel();
        var cookie = await directory.ReadAllAsync(model.Apply, Domain.Cancellation);
        if (groupIsNew) known = await domain.AddGroupAsync(domain.People, LdapAttribute.Of("member", $"<SID={sid}>"));
        else await domain.Administrator.ModifyAsync(known.Name, [LdapModification.Add("member", $"<SID={sid}>")], Domain.Cancellation);

        foreach (var change in await NextAsync(directory, cookie)) model.Apply(change);
        var foreign = model.Objects.Values.Single(one => one.SecurityIdentifier == sid);
        foreign.Kind.ShouldBe(OnPremisesObjectKind.ForeignSecurityPrincipal);
        model.Members[known.Id].ShouldBe([foreign.Id]);
    }

    [Fact]
    public async Task Tell_every_object_below_a_container_that_was_renamed()
    {
        var container = await domain.NewContainerAsync("old");
        var (user, _) = await domain.AddUserAsync(container);
        await using var directory = domain.Open();
        var cookie = await directory.ReadAllAsync(_ => { }, Domain.Cancellation);
        await domain.Administrator.RenameAsync(container, new("OU", domain.NewName("new")), null, Domain.Cancellation);
        var change = (await NextAsync(directory, cookie)).OfType<OnPremisesChange.Upserted>().Single(one => one.Object.Id == user);
        change.Object.DistinguishedName.ShouldContain("OU=new");
    }

    [Fact]
    public async Task Bring_the_members_of_a_group_that_comes_into_scope_and_say_when_it_leaves()
    {
        var inside = await domain.NewContainerAsync("inside");
        var outside = await domain.NewContainerAsync("outside");
        var (user, userName) = await domain.AddUserAsync(outside);
        var (group, groupName) = await domain.AddGroupAsync(outside, LdapAttribute.Of("member", userName.ToString()));
        await using var directory = domain.Open(options => options with { Include = [inside] });
        var model = new ReceivedModel();
        var cookie = await directory.ReadAllAsync(model.Apply, Domain.Cancellation);
        model.Objects.ShouldNotContainKey(group);

        await domain.Administrator.RenameAsync(groupName, groupName.Rdn, inside, Domain.Cancellation);
        var batch = (ChangeBatch.Changes)await directory.ReadChangesAsync(cookie, Domain.Cancellation);
        foreach (var change in batch.List) model.Apply(change);
        model.Members[group].ShouldBe([user]);

        await domain.Administrator.RenameAsync(inside.Child(groupName.Rdn), groupName.Rdn, outside, Domain.Cancellation);
        (await NextAsync(directory, batch.Cookie)).ShouldContain(new OnPremisesChange.Gone(group, IsDeleted: false));
    }

    [Fact]
    public async Task Tell_deletions_to_an_account_that_may_replicate_and_see_them_and_say_so_to_one_that_may_not()
    {
        var (user, name) = await domain.AddUserAsync(domain.People);
        // That deleted accounts can be seen is known only where there is one.
        await domain.Administrator.DeleteAsync((await domain.AddUserAsync(domain.People)).Name, Domain.Cancellation);
        var credential = await domain.AddServiceAccountAsync(request => request with { Replication = true, Deletions = true });
        await using var seeing = domain.Open(options => options with { Credential = credential });
        await using var blind = domain.Open();
        var seeingCookie = await seeing.ReadAllAsync(_ => { }, Domain.Cancellation);
        var blindCookie = await blind.ReadAllAsync(_ => { }, Domain.Cancellation);
        await domain.Administrator.DeleteAsync(name, Domain.Cancellation);

        var seen = (ChangeBatch.Changes)await seeing.ReadChangesAsync(seeingCookie, Domain.Cancellation);
        seen.ShowsDeletions.ShouldBeTrue();
        seen.List.ShouldContain(new OnPremisesChange.Gone(user, IsDeleted: true));

        var unseen = (ChangeBatch.Changes)await blind.ReadChangesAsync(blindCookie, Domain.Cancellation);
        unseen.ShowsDeletions.ShouldBeFalse();
        (await blind.ReadIdentitiesAsync(Domain.Cancellation)).ShouldNotContain(user);
    }

    [Fact]
    public async Task A_cookie_that_is_damaged_or_of_another_scope_is_refused_with_the_reason()
    {
        await using var directory = domain.Open();
        await using var narrower = domain.Open(options => options with { Include = [domain.People] });
        var cookie = await directory.ReadAllAsync(_ => { }, Domain.Cancellation);
        var damaged = cookie.Value.ToArray();
        damaged[^30] ^= 1;
        (await directory.ReadChangesAsync(new DirectoryCookie(damaged), Domain.Cancellation))
            .ShouldBeOfType<ChangeBatch.CookieRefused>().Reason.ShouldContain("damaged");
        (await directory.ReadChangesAsync(new DirectoryCookie(new byte[] { 1, 2, 3 }), Domain.Cancellation))
            .ShouldBeOfType<ChangeBatch.CookieRefused>();
        (await narrower.ReadChangesAsync(cookie, Domain.Cancellation))
            .ShouldBeOfType<ChangeBatch.CookieRefused>().Reason.ShouldContain("scope");
    }

    private static async Task<IReadOnlyList<OnPremisesChange>> NextAsync(ActiveDirectoryDomain directory, DirectoryCookie cookie) =>
        (await directory.ReadChangesAsync(cookie, Domain.Cancellation)).ShouldBeOfType<ChangeBatch.Changes>().List;
}
