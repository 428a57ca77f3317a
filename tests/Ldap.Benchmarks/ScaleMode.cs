using HybridGroups.ActiveDirectory;
using HybridGroups.ActiveDirectory.Connections;
using HybridGroups.Sync.Directory;
using TestEnvironment;

namespace Ldap.Benchmarks;

/// <summary>A large directory against ldapsearch, ldapmodify and ldapts on the same server.</summary>
internal static class ScaleMode
{
    private const int Rounds = 5;
    private const string Filter = "(|(objectClass=user)(objectClass=group))";
    private static readonly string[] Attributes = ["objectGUID", "objectClass", "objectSid", "sAMAccountName", "displayName", "mail", "department", "member"];

    public static async Task RunAsync(Population population, CancellationToken cancellation)
    {
        await using var surroundings = await Surroundings.UpAsync("ldap-scale", "active-directory", cancellation);
        var server = surroundings.Description.ActiveDirectory!;
        var options = new LdapConnectionOptions(
            LdapEndpoint.Parse(server.Url.OriginalString),
            new LdapCredential.Simple(server.Administrator, await File.ReadAllTextAsync(server.AdministratorPasswordFile, cancellation)))
        {
            Tls = new LdapTlsOptions { Authorities = LdapTlsOptions.ReadAuthorities(await File.ReadAllTextAsync(server.CertificateAuthority, cancellation)) },
            OperationTimeout = TimeSpan.FromMinutes(10),
        };
        var populated = await PopulateAsync(options, DistinguishedName.Parse(server.BaseDn), population, cancellation);
        var tools = new Tools(server);
        if (population.Groups > 0) await CompareReadingAsync(options, server, populated, tools, cancellation);
        await CompareMembersAsync(options, server, populated, tools, cancellation);
    }

    private static async Task<Populated> PopulateAsync(LdapConnectionOptions options, DistinguishedName root, Population population, CancellationToken cancellation)
    {
        var start = TimeProvider.System.GetTimestamp();
        var populated = await new Populator(options, root, population).RunAsync(cancellation);
        Console.WriteLine($"{population.Users} users, {population.Groups} groups and one of {population.LargeGroup} members made in {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0} s");
        return populated;
    }

    private static async Task CompareReadingAsync(
        LdapConnectionOptions options, ActiveDirectoryDescription server, Populated populated, Tools tools, CancellationToken cancellation)
    {
        var request = new LdapSearchRequest(populated.Root, LdapScope.Subtree, LdapFilter.Parse(Filter)) { Attributes = Attributes };
        List<(string Name, Func<Task<long>> Run)> ways =
        [
            ("ldapsearch, pages of 1000", () => tools.SearchAsync(populated.Root, Filter, Attributes, cancellation)),
            ("our client, pages of 1000", () => ReadAsync(options, request, cancellation)),
        ];
        if (Tools.LdaptsFolder is { } folder)
            ways.Add(("npm ldapts, pages of 1000", () => tools.LdaptsAsync(folder, populated.Root, Filter, Attributes, cancellation)));
        else
            Console.WriteLine("ldapts is left out: HYBRIDGROUPS_BENCH_LDAPTS names no folder with that package");
        await Measured.CompareAsync("full read, the same filter and attributes", Rounds, null, [.. ways]);

        await using var directory = Open(options, populated);
        DirectoryCookie? cookie = null;
        await Measured.CompareAsync(
            "full read, all attributes of the model",
            Rounds,
            null,
            ("ldapsearch, pages of 1000", () => tools.SearchAsync(populated.Root, Filter, [.. AdapterAttributes], cancellation)),
            ("adapter: position, read, mapped, changes", async () =>
            {
                var count = 0L;
                cookie = await directory.ReadAllAsync(change => count += change is OnPremisesChange.Upserted ? 1 : 0, cancellation);
                return count;
            }
        ));

        await using var administrator = await LdapConnection.ConnectAsync(options, cancellation);
        for (var i = 0; i < 100; i++)
            await administrator.ModifyAsync(populated.Users[i], [LdapModification.Replace("department", $"changed {i}")], cancellation);
        await Measured.CompareAsync(
            "increment after 100 changed users",
            Rounds,
            null,
            ("adapter: changes", async () => ((ChangeBatch.Changes)await directory.ReadChangesAsync(cookie!, cancellation)).List.Count),
            ("adapter: identities (no deletions seen)", async () => (await directory.ReadIdentitiesAsync(cancellation)).Count));
    }

    private static readonly string[] AdapterAttributes =
    [
        "objectClass", "objectGUID", "objectSid", "ms-DS-ConsistencyGuid", "adminCount", "isCriticalSystemObject", "adminDescription",
        "groupType", "primaryGroupID", "userAccountControl", "sAMAccountName", "userPrincipalName", "cn", "displayName", "description",
        "info", "mail", "proxyAddresses", "givenName", "sn", "initials", "title", "department", "division", "company", "manager",
        "managedBy", "physicalDeliveryOfficeName", "streetAddress", "l", "st", "postalCode", "c", "co", "telephoneNumber", "mobile",
        "facsimileTelephoneNumber", "employeeID", "employeeNumber", "employeeType", "preferredLanguage", "accountExpires", "dNSHostName",
        "operatingSystem", "operatingSystemVersion", "whenCreated", "mailNickname", "msDS-ExternalDirectoryObjectId", "msDS-ObjectSoa", "member",
    ];

    private static async Task CompareMembersAsync(
        LdapConnectionOptions options, ActiveDirectoryDescription server, Populated populated, Tools tools, CancellationToken cancellation)
    {
        await using var administrator = await LdapConnection.ConnectAsync(options, cancellation);
        var target = populated.Container.Child("CN", "export");
        await administrator.AddAsync(target, [LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", "export")], cancellation);
        var id = new Guid((await administrator.ReadAsync(target, ["objectGUID"], cancellation))!.Bytes("objectGUID")!.Value.Span);
        var members = populated.Users.Take(populated.LargeGroup).ToList();
        var ids = populated.UserIds.Take(populated.LargeGroup).ToList();
        var byName = await tools.WriteMemberLdifAsync(target, "names", members.Select(member => member.ToString()), cancellation);
        // As the adapter does: what is meant is added, whoever has its name by now. Samba looks an identity up more slowly than a name.
        var byIdentity = await tools.WriteMemberLdifAsync(target, "identities", ids.Select(one => DistinguishedName.FromObjectGuid(one).ToString()), cancellation);
        await using var directory = Open(options, populated);
        await directory.DescribeAsync(cancellation);
        await Measured.CompareAsync(
            $"export of {members.Count} members to an empty group",
            Rounds,
            () => administrator.ModifyAsync(target, [LdapModification.Clear("member")], cancellation),
            ("one ldapmodify, by name", () => ModifyAsync(byName)),
            ("one ldapmodify, by identity", () => ModifyAsync(byIdentity)),
            ("adapter", async () => members.Count - (await directory.ChangeMembersAsync(id, ids, [], cancellation)).Count));
        File.Delete(byName);
        File.Delete(byIdentity);
        Console.WriteLine($"the group has {(await directory.ReadMembersAsync(id, cancellation)).Count} members after the last export");

        async Task<long> ModifyAsync(string ldif)
        {
            await tools.ModifyAsync(ldif, cancellation);
            return members.Count;
        }
    }

    private static ActiveDirectoryDomain Open(LdapConnectionOptions options, Populated populated) =>
        new(new ActiveDirectoryOptions([options.Endpoint], options.Credential)
        {
            Tls = options.Tls,
            Include = [populated.Root],
            WritableContainers = [populated.Container],
            OperationTimeout = options.OperationTimeout,
        });

    private static async Task<long> ReadAsync(LdapConnectionOptions options, LdapSearchRequest request, CancellationToken cancellation)
    {
        var count = 0L;
        await using var connection = await LdapConnection.ConnectAsync(options, cancellation);
        await foreach (var entry in connection.SearchPagedAsync(request, 1000, cancellation)) count += entry.Attributes.Count > 0 ? 1 : 0;
        return count;
    }
}
