using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using HybridGroups.ActiveDirectory.Permissions;
using HybridGroups.Controllers.Connectors;
using HybridGroups.EndToEnd.Tests.Running;
using HybridGroups.GraphSimulator.Hosting;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Ports;
using Ldap;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>
/// A company with its part of the real domain, a tenant of its own and a namespace of its own: what one test does, no other sees.
/// The operator works as the service account, with the rights that <c>permissions grant</c> gives on two containers.
/// </summary>
internal sealed class Company : IAsyncDisposable
{
    private readonly EnvironmentDescription surroundings;
    private readonly LdapConnection administrator;
    private readonly SimulatorHost tenant;
    private int lastNumber;

    private Company(EnvironmentDescription surroundings, Cluster cluster, LdapConnection administrator, SimulatorHost tenant, DistinguishedName root)
    {
        this.surroundings = surroundings;
        this.administrator = administrator;
        this.tenant = tenant;
        Cluster = cluster;
        Root = root;
    }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Cluster Cluster { get; }

    public Simulator Entra => tenant.Simulator;

    public SimulatorHost Tenant => tenant;

    public DistinguishedName Root { get; }

    public DistinguishedName Domain => DistinguishedName.Parse(surroundings.ActiveDirectory!.BaseDn);

    public DistinguishedName People => Root.Child("OU", "People");

    public DistinguishedName Groups => Root.Child("OU", "Groups");

    /// <summary>Where the operator may write.</summary>
    public DistinguishedName Cloud => Root.Child("OU", "Cloud");

    public DistinguishedName Quarantine => Root.Child("OU", "Quarantine");

    /// <param name="surroundings">The servers.</param>
    /// <param name="grants">Whether the service account may write in the two containers.</param>
    /// <param name="revives">Whether it may also revive deleted groups, which is a right in the whole domain.</param>
    public static async Task<Company> FoundAsync(EnvironmentDescription surroundings, bool grants = true, bool revives = false)
    {
        var cluster = await Cluster.PrepareAsync(surroundings, Cancellation);
        var directory = surroundings.ActiveDirectory!;
        var connection = await LdapConnection.ConnectAsync(await AdministratorOptionsAsync(directory), Cancellation);
        // The certificate of the shared simulator: the operator is told to trust its authority.
        var folder = surroundings.Graph!.Folder;
        var certificate = X509Certificate2.CreateFromPemFile(Path.Combine(folder, "server.crt"), Path.Combine(folder, "server.key"));
        var host = await SimulatorHost.StartAsync(new SimulatorOptions { Seed = SeedOf(cluster.Namespace) }, certificate, Cancellation);
        host.StartDelivering();
        var company = new Company(surroundings, cluster, connection, host, DistinguishedName.Parse(directory.BaseDn).Child("OU", cluster.Namespace));
        foreach (var container in new[] { company.Root, company.People, company.Groups, company.Cloud, company.Quarantine })
        {
            await connection.AddAsync(container, [LdapAttribute.Of("objectClass", "organizationalUnit")], Cancellation);
        }

        var permissions = new WritebackPermissions(connection);
        foreach (var container in grants ? new[] { company.Cloud, company.Quarantine } : [])
        {
            await permissions.GrantAsync(await permissions.PlanAsync(new PermissionRequest(directory.ServiceAccount!, container) { Revival = revives }, Cancellation), Cancellation);
        }

        return company;
    }

    /// <summary>Asks for a look at both directories now, as hybrid-groups sync does.</summary>
    public Task SyncAsync() => Cluster.KubectlAsync(
        Cancellation, "annotate", "--overwrite", "scon/corp", $"hybridgroups.io/reconcile-at={Interlocked.Increment(ref lastNumber)}");

    /// <summary>The connector as the engine takes it, without a cluster.</summary>
    public ConnectorSetup Setup => new(
        Cluster.Namespace,
        new ActiveDirectoryConnection(
            new ActiveDirectoryAddress([surroundings.ActiveDirectory!.Url], File.ReadAllText(surroundings.ActiveDirectory.CertificateAuthority)), surroundings.ActiveDirectory.BaseDn,
            surroundings.ActiveDirectory.ServiceAccount!, File.ReadAllText(surroundings.ActiveDirectory.ServiceAccountPasswordFile!))
        {
            Include = [Root.ToString()],
            WritableContainers = [Cloud.ToString(), Quarantine.ToString()],
        },
        new EntraConnection(Entra.TenantId.ToString("D"), "Public", new EntraSignIn.Secret(Simulator.DefaultClientId, Simulator.DefaultClientSecret))
        {
            Graph = tenant.Address,
            Login = tenant.Address,
        },
        MatchingOrder.Default);

    /// <summary>A client that trusts the authority of the tenant's certificate, and no other.</summary>
    public HttpClient TrustingClient()
    {
        var authority = X509CertificateLoader.LoadCertificateFromFile(surroundings.Graph!.CertificateAuthority);
        return new HttpClient(new SocketsHttpHandler
        {
            SslOptions = { CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { authority }, RevocationMode = X509RevocationMode.NoCheck } },
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    public OperatorProcess StartOperator(params string[] more) => OperatorProcess.Start(surroundings, Cluster.Namespace, more);

    /// <summary>A connector to the two, as a user would write it.</summary>
    public Task ConnectAsync(string more = "", string interval = "10s", string? server = null, string name = "corp", string application = "corp-entra") =>
        Cluster.ApplyAsync(ConnectorManifest(more, interval, server, name, application), Cancellation);

    private string ConnectorManifest(string more, string interval = "10s", string? server = null, string name = "corp", string application = "corp-entra") => $"""
        apiVersion: hybridgroups.io/v1alpha1
        kind: SyncConnector
        metadata:
          name: {name}
        spec:
          activeDirectory:
            servers: ["{server ?? surroundings.ActiveDirectory!.Url.OriginalString}"]
            baseDN: {surroundings.ActiveDirectory!.BaseDn}
            tls:
              caBundle:
                configMapKeyRef: {"{name: corp-ad-ca, key: ca.crt}"}
            credentials:
              secretRef: {"{name: corp-ad}"}
            scope:
              include: ["{Root}"]
            writableContainers: ["{Cloud}", "{Quarantine}"]
          entra:
            tenantId: {Entra.TenantId:D}
            endpoints:
              graph: {tenant.Address.GetLeftPart(UriPartial.Authority)}
              login: {tenant.Address.GetLeftPart(UriPartial.Authority)}
            credentials:
              clientId: {Simulator.DefaultClientId}
              secretRef: {$"{{name: {application}, key: client-secret}}"}
          schedule:
            interval: {interval}
        {Indent(more)}
        """;

    public Task ApplyPolicyAsync(string more, string name = "cloud-groups", DistinguishedName? organizationalUnit = null, string containers = "[]") =>
        Cluster.ApplyAsync(PolicyManifest(more, name, organizationalUnit, containers), Cancellation);

    private string PolicyManifest(string more, string name, DistinguishedName? organizationalUnit = null, string containers = "[]") => $"""
        apiVersion: hybridgroups.io/v1alpha1
        kind: GroupWritebackPolicy
        metadata:
          name: {name}
        spec:
          connectorRef: {"{name: corp}"}
          target:
            organizationalUnit: "{organizationalUnit ?? Cloud}"
            quarantineOrganizationalUnit: "{Quarantine}"
            containers: {containers}
        {Indent(more)}
        """;

    /// <summary>The same as files, with the Secrets and the ConfigMap that they refer to.</summary>
    public async Task<TemporaryFolder> WriteManifestsAsync(string connector, string policy)
    {
        var folder = new TemporaryFolder();
        var directory = surroundings.ActiveDirectory!;
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "connector.yaml"), ConnectorManifest(connector), Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "policy.yaml"), PolicyManifest(policy, "cloud-groups"), Cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "accounts.json"),
            System.Text.Json.JsonSerializer.Serialize(new
            {
                apiVersion = "v1",
                kind = "Secret",
                metadata = new { name = "corp-ad" },
                stringData = new { username = directory.ServiceAccount, password = await File.ReadAllTextAsync(directory.ServiceAccountPasswordFile!, Cancellation) },
            }),
            Cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "application.yaml"),
            $"apiVersion: v1\nkind: Secret\nmetadata: {{name: corp-entra}}\nstringData: {{client-secret: {Simulator.DefaultClientSecret}}}\n", Cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "authority.json"),
            System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["apiVersion"] = "v1",
                ["kind"] = "ConfigMap",
                ["metadata"] = new { name = "corp-ad-ca" },
                ["data"] = new Dictionary<string, string>(StringComparer.Ordinal) { ["ca.crt"] = await File.ReadAllTextAsync(directory.CertificateAuthority, Cancellation) },
            }),
            Cancellation);
        return folder;
    }

    public Task ApplyRuleAsync(string rule, string target, string more = "", string name = "sales") => Cluster.ApplyAsync($"""
        apiVersion: hybridgroups.io/v1alpha1
        kind: DynamicGroupRule
        metadata:
          name: {name}
        spec:
          connectorRef: {"{name: corp}"}
          rule: '{rule}'
          target:
            {target}
        {Indent(more)}
        """, Cancellation);

    /// <summary>Somebody with an account on both sides.</summary>
    public async Task<Person> HireAsync(string department, string? displayName = null)
    {
        // The domain is shared: an account's name must be nobody else's.
        var plain = displayName is null ? $"p{++lastNumber}" : string.Concat(displayName.Where(char.IsAsciiLetterOrDigit).Take(11));
        var account = $"{plain}-{Cluster.Namespace[^8..]}";
        var name = displayName ?? account;
        var entry = People.Child("CN", name);
        await administrator.AddAsync(
            entry,
            [
                LdapAttribute.Of("objectClass", "user"), LdapAttribute.Of("sAMAccountName", account), LdapAttribute.Of("department", department),
                LdapAttribute.Of("userPrincipalName", $"{account}@corp.example.com"), LdapAttribute.Of("displayName", name), LdapAttribute.Of("userAccountControl", "514"),
            ],
            Cancellation);
        var id = await IdOfAsync(entry);
        var cloud = Entra.AddUser(account);
        Entra.Update(cloud, ("displayName", name), ("onPremisesImmutableId", Convert.ToBase64String(id.ToByteArray())), ("department", department), ("onPremisesSyncEnabled", true));
        return new Person(name, entry, id, cloud);
    }

    public async Task<(Guid Id, DistinguishedName Name)> AddGroupAsync(string name, params Person[] members)
    {
        var entry = Groups.Child("CN", name);
        await administrator.AddAsync(
            entry,
            [
                LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", $"{name}-{Cluster.Namespace[^8..]}"), LdapAttribute.Of("displayName", name),
                LdapAttribute.Of("groupType", "-2147483640"), .. members.Length == 0 ? [] : new[] { LdapAttribute.Of("member", [.. members.Select(member => member.Name.ToString())]) },
            ],
            Cancellation);
        return (await IdOfAsync(entry), entry);
    }

    /// <summary>A group of Entra that says of itself whether it is to be written back; null says nothing.</summary>
    public Guid AddCloudGroup(string name, bool? isWritten = true, bool isMicrosoft365 = false, string? becomes = null, params Guid[] members)
    {
        var wish = System.Text.Json.JsonSerializer.Serialize(new { isEnabled = isWritten, onPremisesGroupType = becomes });
        var group = isMicrosoft365
            ? Entra.AddGroup(name, ("groupTypes", new[] { "Unified" }), ("mailEnabled", true), ("securityEnabled", false), ("writebackConfiguration", wish))
            : Entra.AddGroup(name, ("writebackConfiguration", wish));
        foreach (var member in members) Entra.AddMember(group, member);
        return group;
    }

    public void SetWriteback(Guid group, bool? isWritten) =>
        Entra.Update(group, ("writebackConfiguration", System.Text.Json.JsonSerializer.Serialize(new { isEnabled = isWritten })));

    /// <summary>An entry of the directory, as an administrator would make it.</summary>
    public Task AddAsync(DistinguishedName name, params LdapAttribute[] attributes) => administrator.AddAsync(name, attributes, Cancellation);

    public async Task<string> SidOfAsync(Guid cloudGroup) => Convert.ToHexString((await WrittenBackAsync(cloudGroup)).ShouldNotBeNull("it is not in Active Directory").Bytes("objectSid")!.Value.Span);

    /// <summary>The first object error of an object with that class, whole.</summary>
    public async Task<string> ErrorAsync(string item, string problemClass) => string.Join('|', (await Cluster.KubectlAsync(
        Cancellation, "get", item, "-o",
        $"jsonpath={{range .status.objectErrors[?(@.class==\"{problemClass}\")]}}{{.object}}|{{.message}}|{{.remedy}}{{\"\\n\"}}{{end}}")).Split('\n'));

    /// <summary>Changes the directory as an administrator would.</summary>
    public Task ChangeAsync(DistinguishedName name, params LdapModification[] changes) => administrator.ModifyAsync(name, changes, Cancellation);

    /// <summary>Adds a value that may be there already: the domain is shared.</summary>
    public async Task EnsureValueAsync(DistinguishedName name, string attribute, string value)
    {
        if ((await administrator.ReadAsync(name, [attribute], Cancellation))!.Texts(attribute).Contains(value, StringComparer.OrdinalIgnoreCase)) return;
        await ChangeAsync(name, LdapModification.Add(attribute, value));
    }

    /// <summary>The same through a connection of its own: a server with several processes hears of it in another one than that which watches.</summary>
    public async Task ChangeFromElsewhereAsync(DistinguishedName name, params LdapModification[] changes)
    {
        await using var elsewhere = await LdapConnection.ConnectAsync(await AdministratorOptionsAsync(surroundings.ActiveDirectory!), Cancellation);
        await elsewhere.ModifyAsync(name, changes, Cancellation);
    }

    public Task DeleteAsync(DistinguishedName name) => administrator.DeleteAsync(name, Cancellation);

    public Task RenameAsync(DistinguishedName name, string newName) =>
        administrator.RenameAsync(name, new RelativeDistinguishedName("CN", newName), newParent: null, Cancellation);

    public Task MoveAsync(DistinguishedName name, DistinguishedName parent) => administrator.RenameAsync(name, name.Rdn, parent, Cancellation);

    /// <summary>Out of the part of the domain that the connector reads.</summary>
    public Task MoveAwayAsync(DistinguishedName name) => administrator.RenameAsync(
        name, new RelativeDistinguishedName("CN", $"{name.Rdn.Value} {Cluster.Namespace}"), DistinguishedName.Parse(surroundings.ActiveDirectory!.BaseDn).Child("CN", "Users"), Cancellation);

    /// <summary>The group of Active Directory that carries the mark of a cloud group; null when there is none.</summary>
    public async Task<LdapEntry?> WrittenBackAsync(Guid cloudGroup) => (await FindAsync(LdapFilter.Is("adminDescription", $"Group_{cloudGroup:D}"))).SingleOrDefault();

    /// <summary>The cloud group that was made from a group of Active Directory; null when there is none.</summary>
    public Guid? Synced(Guid group)
    {
        var name = CloudAnchor.ForGroup(surroundings.ActiveDirectory!.BaseDn, group).ToString();
        return Entra.Snapshot().GroupMembers.Keys.Where(id => Equals(Entra.Read(id, "uniqueName"), name)).Select(id => (Guid?)id).FirstOrDefault();
    }

    public async Task<IReadOnlyList<LdapEntry>> FindAsync(LdapFilter filter)
    {
        var found = new List<LdapEntry>();
        await foreach (var entry in administrator.SearchPagedAsync(new LdapSearchRequest(Root, LdapScope.Subtree, filter), 500, Cancellation)) found.Add(entry);
        return found;
    }

    public async Task<Guid> IdOfAsync(DistinguishedName name) =>
        new((await administrator.ReadAsync(name, ["objectGUID"], Cancellation))!.Bytes("objectGUID")!.Value.Span);

    public async ValueTask DisposeAsync()
    {
        await administrator.DisposeAsync();
        await tenant.DisposeAsync();
    }

    private static async Task<LdapConnectionOptions> AdministratorOptionsAsync(ActiveDirectoryDescription directory) => new(
        LdapEndpoint.Parse(directory.Url.OriginalString),
        new LdapCredential.Simple(directory.Administrator, await File.ReadAllTextAsync(directory.AdministratorPasswordFile, Cancellation)))
    {
        Tls = new LdapTlsOptions { Authorities = LdapTlsOptions.ReadAuthorities(await File.ReadAllTextAsync(directory.CertificateAuthority, Cancellation)) },
    };

    // Ids of its own: the domain is shared, and a mark counts in all of it.
    private static ulong SeedOf(string name) => BitConverter.ToUInt64(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)));

    private static string Indent(string yaml) => string.Join('\n', yaml.Split('\n').Select(line => "  " + line));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"company {Cluster.Namespace}");
}
