using HybridGroups.ActiveDirectory.Permissions;
using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Permissions;

public sealed class Granting(Domain domain)
{
    [Fact]
    public async Task Shows_first_writes_then_and_finds_nothing_missing_after()
    {
        var container = await domain.NewContainerAsync("granted");
        var permissions = new WritebackPermissions(domain.Administrator);
        var request = new PermissionRequest("svc-hybrid-groups", container);
        var plan = (await permissions.PlanAsync(request, Domain.Cancellation)).ShouldHaveSingleItem();
        plan.IsComplete.ShouldBeFalse();
        plan.MissingSddl.ShouldStartWith("D:(OA;CI;CCDC;bf967a9c-0de6-11d0-a285-00aa003049e2;;S-1-5-21-");
        (await permissions.PlanAsync(request, Domain.Cancellation))[0].Missing.Count.ShouldBe(plan.Missing.Count);

        (await permissions.GrantAsync([plan], Domain.Cancellation)).ShouldBe(plan.Missing.Count);
        (await permissions.PlanAsync(request, Domain.Cancellation))[0].IsComplete.ShouldBeTrue();
        (await permissions.GrantAsync([plan], Domain.Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task Keeps_every_entry_that_others_made_and_revoking_restores_the_list()
    {
        var container = await domain.NewContainerAsync("granted");
        var before = await ListAsync(container);
        var permissions = new WritebackPermissions(domain.Administrator);
        var plans = await permissions.PlanAsync(new PermissionRequest("svc-hybrid-groups", container), Domain.Cancellation);
        await permissions.GrantAsync(plans, Domain.Cancellation);
        var granted = await ListAsync(container);
        before.ShouldBeSubsetOf(granted);
        await permissions.RevokeAsync(plans, Domain.Cancellation);
        (await ListAsync(container)).ShouldBe(before, ignoreOrder: true);
    }

    [Fact]
    public async Task The_account_is_refused_everywhere_else()
    {
        await using var service = await LdapConnection.ConnectAsync(
            domain.AdministratorOptions with { Credential = domain.ServiceAccount }, Domain.Cancellation);
        var (_, userInside) = await domain.AddUserAsync(domain.Writable);
        var (_, groupOutside) = await domain.AddGroupAsync(domain.People);
        var (_, groupInside) = await domain.AddGroupAsync(domain.Writable);

        await RefusedAsync(() => service.AddAsync(
            domain.People.Child("CN", domain.NewName("no")), [LdapAttribute.Of("objectClass", "group")], Domain.Cancellation));
        await RefusedAsync(() => service.AddAsync(
            domain.Writable.Child("CN", domain.NewName("no")), [LdapAttribute.Of("objectClass", "user")], Domain.Cancellation));
        await RefusedAsync(() => service.AddAsync(
            domain.Writable.Child("OU", domain.NewName("no")), [LdapAttribute.Of("objectClass", "organizationalUnit")], Domain.Cancellation));
        await RefusedAsync(() => service.ModifyAsync(userInside, [LdapModification.Replace("description", "x")], Domain.Cancellation));
        await RefusedAsync(() => service.DeleteAsync(userInside, Domain.Cancellation));
        await RefusedAsync(() => service.ModifyAsync(groupOutside, [LdapModification.Replace("description", "x")], Domain.Cancellation));
        await RefusedAsync(() => service.DeleteAsync(groupOutside, Domain.Cancellation));
        await RefusedAsync(() => service.RenameAsync(groupOutside, new("CN", domain.NewName("no")), domain.Writable, Domain.Cancellation));
        await RefusedAsync(() => service.ModifyAsync(domain.Writable, [LdapModification.Replace("description", "x")], Domain.Cancellation));
        await RefusedAsync(() => service.ModifyAsync(groupInside, [LdapModification.Replace("wWWHomePage", "x")], Domain.Cancellation));
        await RefusedAsync(() => service.RenameAsync(groupInside, new("CN", domain.NewName("no")), domain.People, Domain.Cancellation));

        await service.ModifyAsync(groupInside, [LdapModification.Replace("description", "x")], Domain.Cancellation);
        await service.DeleteAsync(groupInside, Domain.Cancellation);
    }

    [Fact]
    public async Task Plans_for_every_domain_when_no_container_is_named()
    {
        var permissions = new WritebackPermissions(domain.Administrator);
        var plans = await permissions.PlanAsync(new PermissionRequest("svc-hybrid-groups", null), Domain.Cancellation);
        plans.Select(plan => plan.Target).ShouldContain(domain.Root);
    }

    [Fact]
    public async Task The_directory_itself_reckons_the_rights_as_granted()
    {
        await using var directory = domain.Open();
        await domain.AddGroupAsync(domain.Writable);
        var rights = await directory.ReadRightsAsync(domain.Writable.ToString(), Domain.Cancellation);
        rights.MayCreateGroups.ShouldBeTrue();
        rights.WritableAttributes.Contains("member", StringComparer.OrdinalIgnoreCase).ShouldBeTrue();
        (await directory.ReadRightsAsync(domain.People.ToString(), Domain.Cancellation)).MayCreateGroups.ShouldBeFalse();
        (await directory.ReadRightsAsync(domain.Root.Child("OU", "nowhere").ToString(), Domain.Cancellation)).Exists.ShouldBeFalse();
    }

    [Fact]
    public async Task A_group_that_the_directory_guards_does_not_speak_for_the_others()
    {
        var container = await domain.NewContainerAsync("guarded");
        var permissions = new WritebackPermissions(domain.Administrator);
        await permissions.GrantAsync(await permissions.PlanAsync(new PermissionRequest("svc-hybrid-groups", container), Domain.Cancellation), Domain.Cancellation);
        var (_, guarded) = await domain.AddGroupAsync(container);
        await domain.GuardAsync(guarded);
        await using var directory = domain.Open(options => options with { WritableContainers = [container] });
        (await directory.ReadRightsAsync(container.ToString(), Domain.Cancellation)).WritableAttributes.ShouldNotContain("member");

        // Whichever the server names first.
        await domain.AddGroupAsync(container);
        await domain.GuardAsync((await domain.AddGroupAsync(container)).Name);

        (await directory.ReadRightsAsync(container.ToString(), Domain.Cancellation)).WritableAttributes.ShouldContain("member");
    }

    [Fact]
    public async Task An_account_that_does_not_exist_is_named()
    {
        var permissions = new WritebackPermissions(domain.Administrator);
        var error = await Should.ThrowAsync<OnPremisesException>(
            () => permissions.PlanAsync(new PermissionRequest("no*such(account)", domain.Writable), Domain.Cancellation));
        error.Kind.ShouldBe(OnPremisesErrorKind.NotFound);
        error.Message.ShouldContain("no*such(account)");
    }

    private static async Task RefusedAsync(Func<Task<LdapResult>> write)
    {
        var error = await Should.ThrowAsync<LdapException>(write);
        error.Kind.ShouldBe(LdapErrorKind.InsufficientRights, error.Message);
    }

    private async Task<IReadOnlyList<AccessEntry>> ListAsync(DistinguishedName container)
    {
        var entry = await domain.Administrator.ReadAsync(
            container, ["nTSecurityDescriptor"], Domain.Cancellation, LdapControls.SecurityDescriptor(LdapSecurityDescriptorParts.DiscretionaryList));
        return SecurityDescriptor.Read(entry!.Bytes("nTSecurityDescriptor")!.Value.Span).Entries;
    }
}
