using HybridGroups.ActiveDirectory.Connections;
using HybridGroups.ActiveDirectory.Permissions;
using HybridGroups.ActiveDirectory.Tests.Surrounding;
using Ldap;
using TestEnvironment;

[assembly: AssemblyFixture(typeof(Domain))]

namespace HybridGroups.ActiveDirectory.Tests.Surrounding;

/// <summary>
/// A real domain. The service account has what <c>permissions grant</c> gives on one container, and nothing else; the
/// administrator plays everybody else who changes a directory.
/// </summary>
public sealed class Domain : IAsyncLifetime
{
    private readonly string instance;
    private readonly string[] switches;
    private readonly SemaphoreSlim granting = new(1, 1);
    private Surroundings? surroundings;
    private LdapConnection? administrator;
    private int lastNumber;

    public Domain()
        : this("ldap-adapter")
    {
    }

    private Domain(string instance, params string[] switches)
    {
        this.instance = instance;
        this.switches = switches;
    }

    public ActiveDirectoryDescription Description => surroundings!.Description.ActiveDirectory!;

    public LdapConnection Administrator => administrator!;

    public DistinguishedName Root => DistinguishedName.Parse(Description.BaseDn);

    public DistinguishedName Writable => Root.Child("OU", "Cloud Groups, + more");

    public DistinguishedName People => Root.Child("OU", "People");

    public LdapTlsOptions Tls => new() { Authorities = LdapTlsOptions.ReadAuthorities(File.ReadAllText(Description.CertificateAuthority)) };

    public LdapEndpoint Server => LdapEndpoint.Parse(Description.Url.OriginalString);

    public LdapCredential ServiceAccount =>
        new LdapCredential.Simple(Description.ServiceAccount!, File.ReadAllText(Description.ServiceAccountPasswordFile!));

    public ActiveDirectoryOptions Options => new([Server], ServiceAccount) { Tls = Tls, WritableContainers = [Writable] };

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A domain of the test's own, of another kind than the one that all share.</summary>
    public static async Task<Domain> StartAsync(string instance, params string[] switches)
    {
        var domain = new Domain(instance, switches);
        await domain.InitializeAsync();
        return domain;
    }

    public async ValueTask InitializeAsync()
    {
        surroundings = await Surroundings.UpAsync(instance, "active-directory", CancellationToken.None, switches);
        administrator = await LdapConnection.ConnectAsync(AdministratorOptions, CancellationToken.None);
        if (await administrator.ReadAsync(Writable, ["ou"], CancellationToken.None) is null)
        {
            await AddContainerAsync(Writable);
            await AddContainerAsync(People);
        }

        var permissions = new WritebackPermissions(administrator);
        var plans = await permissions.PlanAsync(new PermissionRequest("svc-hybrid-groups", Writable), CancellationToken.None);
        await permissions.GrantAsync(plans, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (administrator is not null) await administrator.DisposeAsync();
        if (surroundings is not null) await surroundings.DisposeAsync();
        granting.Dispose();
    }

    public LdapConnectionOptions AdministratorOptions =>
        new(Server, new LdapCredential.Simple(Description.Administrator, File.ReadAllText(Description.AdministratorPasswordFile))) { Tls = Tls };

    public ActiveDirectoryDomain Open(Func<ActiveDirectoryOptions, ActiveDirectoryOptions>? change = null) =>
        new(change is null ? Options : change(Options));

    /// <summary>An account of its own, with what <c>permissions grant</c> gives for this request and nothing else.</summary>
    public async Task<LdapCredential> AddServiceAccountAsync(Func<PermissionRequest, PermissionRequest> ask)
    {
        const string Password = "Aa1-some-Long-pass";
        var (_, account) = await AddUserAsync(
            People,
            LdapAttribute.Of("userAccountControl", "512"),
            LdapAttribute.OfBytes("unicodePwd", System.Text.Encoding.Unicode.GetBytes($"\"{Password}\"")));
        var permissions = new WritebackPermissions(Administrator);
        var request = ask(new PermissionRequest(account.ToString(), Writable));
        // A list is read and written back whole: of two who do that at once, one loses.
        await granting.WaitAsync(CancellationToken.None);
        try
        {
            await permissions.GrantAsync(await permissions.PlanAsync(request, CancellationToken.None), CancellationToken.None);
        }
        finally
        {
            granting.Release();
        }

        return new LdapCredential.Simple(account.ToString(), Password);
    }

    /// <summary>Takes the inherited permissions off a group, as SDProp does with privileged ones.</summary>
    public async Task GuardAsync(DistinguishedName group)
    {
        var list = LdapControls.SecurityDescriptor(LdapSecurityDescriptorParts.DiscretionaryList);
        var present = SecurityDescriptor.Read((await Administrator.ReadAsync(group, ["nTSecurityDescriptor"], Cancellation, list))!.Bytes("nTSecurityDescriptor")!.Value.Span);
        var own = present.Without([.. present.Entries.Where(entry => entry.Inheritance.HasFlag(AccessInheritance.Inherited))]).ToBytes();
        // SE_DACL_PROTECTED, in the upper byte of the control bits.
        own[3] |= 0x10;
        await Administrator.ModifyAsync(
            group, [new LdapModification(LdapModificationKind.Replace, LdapAttribute.OfBytes("nTSecurityDescriptor", own))], Cancellation,
            new LdapWriteOptions { Controls = [list] });
    }

    /// <summary>A name that no other test uses.</summary>
    public string NewName(string start) => $"{start}{Interlocked.Increment(ref lastNumber)}";

    public async Task<DistinguishedName> AddContainerAsync(DistinguishedName name)
    {
        await Administrator.AddAsync(name, [LdapAttribute.Of("objectClass", "organizationalUnit")], CancellationToken.None);
        return name;
    }

    public Task<DistinguishedName> NewContainerAsync(string start) => AddContainerAsync(Root.Child("OU", NewName(start)));

    public async Task<(Guid Id, DistinguishedName Name)> AddUserAsync(DistinguishedName container, params LdapAttribute[] attributes)
    {
        var account = NewName("user");
        var name = container.Child("CN", account);
        await Administrator.AddAsync(
            name, [LdapAttribute.Of("objectClass", "user"), LdapAttribute.Of("sAMAccountName", account), .. attributes], CancellationToken.None);
        return (await IdOfAsync(name), name);
    }

    public async Task<(Guid Id, DistinguishedName Name)> AddGroupAsync(DistinguishedName container, params LdapAttribute[] attributes)
    {
        var account = NewName("group");
        var name = container.Child("CN", account);
        await Administrator.AddAsync(
            name, [LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", account), .. attributes], CancellationToken.None);
        return (await IdOfAsync(name), name);
    }

    public async Task<Guid> IdOfAsync(DistinguishedName name) =>
        new((await Administrator.ReadAsync(name, ["objectGUID"], CancellationToken.None))!.Bytes("objectGUID")!.Value.Span);
}
