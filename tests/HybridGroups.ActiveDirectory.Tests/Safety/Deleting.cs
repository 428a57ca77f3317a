using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Safety;

public sealed class Deleting(Domain domain)
{
    private static readonly WritebackAnchor Anchor = new(Guid.Parse("3a5c3221-c465-48c0-95b8-e9305786a271"));

    [Fact]
    public async Task Leaves_a_group_without_the_mark_alone()
    {
        var (id, name) = await domain.AddGroupAsync(domain.Writable);
        await RefusedAsync(id, name, domain.Options.WritableContainers);
    }

    [Fact]
    public async Task Leaves_a_group_with_another_mark_alone()
    {
        var (id, name) = await domain.AddGroupAsync(
            domain.Writable, LdapAttribute.Of("adminDescription", new WritebackAnchor(Guid.NewGuid()).ToString()));
        await RefusedAsync(id, name, domain.Options.WritableContainers);
    }

    [Fact]
    public async Task Leaves_a_marked_group_outside_the_writable_containers_alone_even_when_the_account_could()
    {
        var (id, name) = await domain.AddGroupAsync(domain.People, LdapAttribute.Of("adminDescription", Anchor.ToString()));
        await RefusedAsync(id, name, domain.Options.WritableContainers);
    }

    [Fact]
    public async Task Leaves_everything_alone_when_no_container_is_writable()
    {
        var (id, name) = await domain.AddGroupAsync(domain.Writable, LdapAttribute.Of("adminDescription", Anchor.ToString()));
        await RefusedAsync(id, name, []);
    }

    [Fact]
    public async Task Leaves_a_group_with_adminCount_alone()
    {
        var (id, name) = await domain.AddGroupAsync(
            domain.Writable, LdapAttribute.Of("adminDescription", Anchor.ToString()), LdapAttribute.Of("adminCount", "1"));
        await RefusedAsync(id, name, domain.Options.WritableContainers);
    }

    [Fact]
    public async Task Leaves_a_user_alone_whatever_mark_it_carries()
    {
        var (id, name) = await domain.AddUserAsync(domain.Writable, LdapAttribute.Of("adminDescription", Anchor.ToString()));
        await RefusedAsync(id, name, domain.Options.WritableContainers);
    }

    [Fact]
    public async Task Leaves_built_in_groups_alone_even_when_the_whole_domain_is_writable()
    {
        var name = domain.Root.Child("CN", "Users").Child("CN", "Domain Admins");
        await RefusedAsync(await domain.IdOfAsync(name), name, [domain.Root]);
    }

    [Fact]
    public async Task Leaves_the_container_that_is_named_as_writable_alone()
    {
        await RefusedAsync(await domain.IdOfAsync(domain.Writable), domain.Writable, domain.Options.WritableContainers);
    }

    [Fact]
    public async Task Deletes_the_group_that_is_meant()
    {
        var (id, name) = await domain.AddGroupAsync(domain.Writable, LdapAttribute.Of("adminDescription", Anchor.ToString()));
        await using var directory = domain.Open();
        await directory.DeleteGroupAsync(id, Anchor, Domain.Cancellation);
        (await domain.Administrator.ReadAsync(name, ["cn"], Domain.Cancellation)).ShouldBeNull();
    }

    // As administrator: what saves the object must be the guard, not the lack of a right.
    private async Task RefusedAsync(Guid id, DistinguishedName name, IReadOnlyList<DistinguishedName> writable)
    {
        await using var directory = new ActiveDirectoryDomain(
            domain.Options with { Credential = domain.AdministratorOptions.Credential, WritableContainers = writable });
        var error = await Should.ThrowAsync<OnPremisesException>(() => directory.DeleteGroupAsync(id, Anchor, Domain.Cancellation));
        error.Kind.ShouldBeOneOf(OnPremisesErrorKind.Guarded, OnPremisesErrorKind.NotFound);
        error.Remedy.ShouldNotBeEmpty();
        (await domain.Administrator.ReadAsync(name, ["distinguishedName"], Domain.Cancellation)).ShouldNotBeNull();
    }
}
