using HybridGroups.ActiveDirectory.Permissions;
using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Safety;

/// <summary>What the directory itself guards is never written, whoever asks: here an administrator, whom no missing right stops.</summary>
public sealed class Protected(Domain domain)
{
    private static readonly WritebackAnchor Anchor = new(Guid.Parse("0b1f6c79-1c9a-4a53-9f0b-6a4c3a6f2f11"));

    private static readonly LdapControl ListOnly = LdapControls.SecurityDescriptor(LdapSecurityDescriptorParts.DiscretionaryList);

    public static TheoryData<string> Writes => ["update", "rename", "move", "add member", "remove member", "delete"];

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_group_with_adminCount(string write)
    {
        var (id, _) = await domain.AddGroupAsync(domain.Writable, Marked, LdapAttribute.Of("adminCount", "1"));
        await RefusedAsync(write, id, ProtectionReasons.AdminCount);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_group_whose_permissions_are_those_of_AdminSDHolder_even_before_adminCount_is_set(string write)
    {
        var (id, name) = await domain.AddGroupAsync(domain.Writable, Marked);
        await ProtectAsync(name);
        await RefusedAsync(write, id, ProtectionReasons.AdminSdHolder);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_critical_group_of_the_system(string write) => await RefusedAsync(
        write,
        await domain.IdOfAsync(domain.Root.Child("CN", "Users").Child("CN", "Cert Publishers")),
        ProtectionReasons.CriticalSystemObject | ProtectionReasons.WellKnown);

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_builtin_group(string write) => await RefusedAsync(
        write, await domain.IdOfAsync(domain.Root.Child("CN", "Builtin").Child("CN", "Users")), ProtectionReasons.WellKnown);

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task But_not_a_group_whose_adminCount_was_cleared_again(string write)
    {
        var (id, _) = await domain.AddGroupAsync(domain.Writable, Marked, LdapAttribute.Of("adminCount", "0"));
        await using var directory = AsAdministrator();
        await WriteAsync(directory, write, id);
    }

    private static LdapAttribute Marked => LdapAttribute.Of("adminDescription", Anchor.ToString());

    private async Task RefusedAsync(string write, Guid id, ProtectionReasons reason)
    {
        var before = await ShownAsync(id);
        await using var directory = AsAdministrator();
        var error = await Should.ThrowAsync<OnPremisesException>(() => WriteAsync(directory, write, id));
        error.Kind.ShouldBe(OnPremisesErrorKind.Guarded, error.Message);
        foreach (var one in Enum.GetValues<ProtectionReasons>().Where(one => one != ProtectionReasons.None && reason.HasFlag(one)))
            error.Message.ShouldContain(one.ToString());
        error.Remedy.ShouldNotBeEmpty();
        (await ShownAsync(id)).ShouldBe(before);
    }

    private ActiveDirectoryDomain AsAdministrator() => new(
        domain.Options with { Credential = domain.AdministratorOptions.Credential, WritableContainers = [domain.Root] });

    private async Task WriteAsync(ActiveDirectoryDomain directory, string write, Guid id)
    {
        var member = await domain.IdOfAsync(domain.Root.Child("CN", "Users").Child("CN", "Guest"));
        await (write switch
        {
            "update" => directory.UpdateGroupAsync(
                id, new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["description"] = ["changed"] }, Domain.Cancellation),
            "rename" => directory.MoveGroupAsync(id, domain.NewName("renamed"), newContainer: null, Domain.Cancellation),
            "move" => directory.MoveGroupAsync(id, newName: null, domain.People.ToString(), Domain.Cancellation),
            "add member" => directory.ChangeMembersAsync(id, [member], [], Domain.Cancellation),
            "remove member" => directory.ChangeMembersAsync(id, [], [member], Domain.Cancellation),
            _ => directory.DeleteGroupAsync(id, Anchor, Domain.Cancellation),
        });
    }

    private async Task<string> ShownAsync(Guid id)
    {
        var entry = await domain.Administrator.ReadAsync(
            DistinguishedName.FromObjectGuid(id), ["distinguishedName", "description", "member", "uSNChanged"], Domain.Cancellation);
        return string.Join('|', entry!.Attributes.SelectMany(attribute => entry.Texts(attribute.Name).Prepend(attribute.Name)).Order(StringComparer.Ordinal));
    }

    /// <summary>What SDProp of Active Directory does to a privileged group; Samba has none, and inherits on AdminSDHolder itself.</summary>
    private async Task ProtectAsync(DistinguishedName group)
    {
        var holder = domain.Root.Child("CN", "System").Child("CN", "AdminSDHolder");
        var list = (await domain.Administrator.ReadAsync(holder, ["nTSecurityDescriptor"], Domain.Cancellation, ListOnly))!;
        var present = SecurityDescriptor.Read(list.Bytes("nTSecurityDescriptor")!.Value.Span);
        var own = present.Without([.. present.Entries.Where(entry => entry.Inheritance.HasFlag(AccessInheritance.Inherited))]).ToBytes();
        // SE_DACL_PROTECTED, in the upper byte of the control bits.
        own[3] |= 0x10;
        foreach (var target in (DistinguishedName[])[holder, group])
        {
            await domain.Administrator.ModifyAsync(
                target,
                [new LdapModification(LdapModificationKind.Replace, LdapAttribute.OfBytes("nTSecurityDescriptor", own))],
                Domain.Cancellation,
                new LdapWriteOptions { Controls = [ListOnly] });
        }
    }
}
