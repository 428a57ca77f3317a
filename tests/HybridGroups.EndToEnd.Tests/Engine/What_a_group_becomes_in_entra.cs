using HybridGroups.EndToEnd.Tests.Running;
using HybridGroups.GraphSimulator.Faults;
using Ldap;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>Which groups of Active Directory come to Entra, as what and with whom, and what becomes of them there when they are gone.</summary>
public sealed class What_a_group_becomes_in_entra(What_a_group_becomes_in_entra.World world) : IClassFixture<What_a_group_becomes_in_entra.World>
{
    private Company Company => world.Company;

    [Fact]
    public async Task Only_those_that_the_rule_picks_those_that_are_included_and_never_those_that_are_excluded()
    {
        await SyncedAsync(world.Included);
        var (picked, other) = ((await Company.AddGroupAsync("APP picked")).Id, (await Company.AddGroupAsync("Not picked")).Id);
        await SyncedAsync(picked);
        Company.Synced(other).ShouldBeNull();
        Company.Synced(world.Excluded).ShouldBeNull();
    }

    [Fact]
    public async Task Domain_admins_and_other_critical_groups_never_even_when_they_are_included()
    {
        await SyncedAsync((await Company.AddGroupAsync("APP beside the critical")).Id);
        Company.Synced(await Company.IdOfAsync(World.AdministratorsOf(Company))).ShouldBeNull();
    }

    [Fact]
    public async Task A_container_that_is_excluded_from_the_scope_is_not_read()
    {
        var hidden = Company.Groups.Child("OU", "Hidden");
        var group = hidden.Child("CN", "APP hidden");
        await Company.AddAsync(group, LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", $"hidden-{Company.Cluster.Namespace}"));
        var id = await Company.IdOfAsync(group);
        await SyncedAsync((await Company.AddGroupAsync("APP beside the hidden")).Id);
        Company.Synced(id).ShouldBeNull();
        await Company.RenameAsync(group, "APP shown");
        await Company.MoveAsync(hidden.Child("CN", "APP shown"), Company.Groups);
        await SyncedAsync(id);
    }

    [Fact]
    public async Task The_coexistence_group_of_azure_ad_connect_stays_out()
    {
        var name = Company.Groups.Child("CN", "APP coexistence");
        await Company.AddAsync(name, LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", "MSOL_AD_Sync_RichCoexistence"));
        try
        {
            var id = await Company.IdOfAsync(name);
            await SyncedAsync((await Company.AddGroupAsync("APP beside coexistence")).Id);
            Company.Synced(id).ShouldBeNull();
        }
        finally
        {
            await Company.DeleteAsync(name); // the name is one of the whole domain
        }
    }

    [Fact]
    public async Task A_replication_conflict_stays_out()
    {
        var name = Company.Groups.Child("CN", $"APP conflict\nCNF:{Guid.NewGuid():D}");
        await Company.AddAsync(
            name, LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", $"conflict-{Company.Cluster.Namespace}"), LdapAttribute.Of("displayName", "APP conflict"));
        var id = await Company.IdOfAsync(name);
        await SyncedAsync((await Company.AddGroupAsync("APP beside the conflict")).Id);
        Company.Synced(id).ShouldBeNull();
    }

    [Fact]
    public async Task Membership_by_primary_group_is_not_synced()
    {
        var (anna, ben) = (await Company.HireAsync("Sales"), await Company.HireAsync("Sales"));
        var (group, name) = await Company.AddGroupAsync("APP primary", anna, ben);
        var synced = await SyncedAsync(group);
        await world.HasMembersAsync(synced, anna, ben);
        var sid = SidText.Of((await Company.FindAsync(LdapFilter.Is("cn", "APP primary"))).Single().Bytes("objectSid")!.Value.Span);
        await Company.ChangeAsync(ben.Name, LdapModification.Replace("primaryGroupID", sid[(sid.LastIndexOf('-') + 1)..]));
        (await Company.FindAsync(LdapFilter.Is("cn", name.Rdn.Value))).Single().Texts("member").ShouldBe([anna.Name.ToString()]); // the directory itself takes him off the list
        await world.HasMembersAsync(synced, anna);
    }

    [Fact]
    public async Task Somebody_of_another_domain_is_found_by_the_security_identifier()
    {
        // Nobody has had this identity before: the server makes its place holder when the group names it.
        var sid = $"S-1-5-21-{BitConverter.ToUInt32(Guid.NewGuid().ToByteArray())}-2222222222-3333333333-1601";
        var anna = await Company.HireAsync("Sales");
        var stranger = Company.Entra.AddUser("of-another-domain");
        Company.Entra.Update(stranger, ("onPremisesSecurityIdentifier", sid));
        var name = Company.Groups.Child("CN", "APP across domains");
        await Company.AddAsync(
            name, LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", $"across-{Company.Cluster.Namespace}"),
            LdapAttribute.Of("groupType", "-2147483644"), LdapAttribute.Of("displayName", "APP across domains"), LdapAttribute.Of("member", anna.Name.ToString(), $"<SID={sid}>"));
        var synced = await SyncedAsync(await Company.IdOfAsync(name));
        await HoldsAsync(() => Company.Entra.MembersOf(synced).ShouldBe([anna.CloudId, stranger], ignoreOrder: true));
    }

    [Fact]
    public async Task People_are_matched_by_each_of_the_keys()
    {
        var consistency = Guid.NewGuid();
        var byAnchor = await AddAccountAsync("key-anchor", LdapAttribute.OfBytes("ms-DS-ConsistencyGuid", consistency.ToByteArray()));
        var bySid = await AddAccountAsync("key-sid");
        var byName = await AddAccountAsync("key-name", LdapAttribute.Of("userPrincipalName", $"key-name-{Company.Cluster.Namespace}@corp.example.com"));
        var byMail = await AddAccountAsync("key-mail", LdapAttribute.Of("mail", $"key-mail-{Company.Cluster.Namespace}@corp.example.com"));
        var sid = SidText.Of((await Company.FindAsync(LdapFilter.Is("cn", "key-sid"))).Single().Bytes("objectSid")!.Value.Span);
        Guid[] cloud =
        [
            AddCloudUser("a", ("onPremisesImmutableId", Convert.ToBase64String(consistency.ToByteArray()))), AddCloudUser("b", ("onPremisesSecurityIdentifier", sid)),
            AddCloudUser("c", ("userPrincipalName", $"key-name-{Company.Cluster.Namespace}@corp.example.com")), AddCloudUser("d", ("mail", $"key-mail-{Company.Cluster.Namespace}@corp.example.com")),
        ];
        var synced = await SyncedAsync(await AddWithMembersAsync("APP keys", byAnchor, bySid, byName, byMail));
        await HoldsAsync(() => Company.Entra.MembersOf(synced).ShouldBe(cloud, ignoreOrder: true));
    }

    [Fact]
    public async Task An_earlier_key_wins_over_a_later_one()
    {
        var (anna, mail) = (await Company.HireAsync("Sales"), $"both-{Company.Cluster.Namespace}@corp.example.com");
        await Company.ChangeAsync(anna.Name, LdapModification.Replace("mail", mail));
        AddCloudUser("only-the-mail", ("mail", mail));
        var synced = await SyncedAsync(await AddWithMembersAsync("APP earlier key", anna.Name));
        await world.HasMembersAsync(synced, anna);
    }

    [Fact]
    public async Task Creations_whose_answers_are_lost_make_one_group_each()
    {
        Company.Entra.Script(new ScriptedFault("PATCH", "uniqueName", 504) { Times = 3, AfterCommit = true });
        Company.Entra.Script(new ScriptedFault("PATCH", "uniqueName", 0) { Times = 2, AfterCommit = true });
        var groups = new List<Guid>();
        for (var number = 0; number < 5; number++) groups.Add((await Company.AddGroupAsync($"APP lost {number}")).Id);
        foreach (var group in groups) await SyncedAsync(group);
        for (var number = 0; number < 5; number++) CountOf($"APP lost {number}").ShouldBe(1);
    }

    [Fact]
    public async Task Nicknames_display_names_and_descriptions_hold_only_what_entra_takes()
    {
        var strange = await AddAsync("APP strange", "APP Ä (b) [c]; d@e,f 日本");
        var longest = await AddAsync("APP long", "APP " + new string('x', 250), new string('d', 1024));
        var (one, two) = (await SyncedAsync(strange), await SyncedAsync(longest));
        Company.Entra.Read(one, "displayName").ShouldBe("APP Ä (b) [c]; d@e,f 日本");
        foreach (var group in new[] { one, two })
        {
            var nickname = (string)Company.Entra.Read(group, "mailNickname")!;
            nickname.Length.ShouldBeInRange(1, 64);
            nickname.ShouldAllBe(letter => char.IsAscii(letter) && !"@()\\[]\";:<>,. ".Contains(letter, StringComparison.Ordinal));
        }

        ((string)Company.Entra.Read(two, "displayName")!).Length.ShouldBe(254);
        ((string)Company.Entra.Read(two, "description")!).Length.ShouldBe(1024);
    }

    [Fact]
    public async Task A_consistency_guid_takes_the_place_of_the_identity()
    {
        var former = Guid.NewGuid();
        var name = Company.Groups.Child("CN", "APP from another forest");
        await Company.AddAsync(
            name, LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", $"former-{Company.Cluster.Namespace}"),
            LdapAttribute.Of("displayName", "APP from another forest"), LdapAttribute.OfBytes("ms-DS-ConsistencyGuid", former.ToByteArray()));
        await SyncedAsync(former);
        Company.Synced(await Company.IdOfAsync(name)).ShouldBeNull();
    }

    [Fact]
    public async Task A_group_of_the_same_name_is_never_taken_over()
    {
        var theirs = Company.Entra.AddGroup("APP twin");
        var synced = await SyncedAsync((await Company.AddGroupAsync("APP twin", await Company.HireAsync("Sales"))).Id);
        synced.ShouldNotBe(theirs);
        await world.LookAsync();
        Company.Entra.MembersOf(theirs).ShouldBeEmpty();
    }

    [Fact]
    public async Task Members_go_in_batches_and_one_that_is_refused_spoils_only_itself()
    {
        var people = new List<Person>();
        for (var number = 0; number < 24; number++) people.Add(await Company.HireAsync("Crowd"));
        await world.LookAsync();
        // Nobody has told the connector yet that he is gone: a change of Active Directory alone wakes it now.
        Company.Entra.SoftDelete(people[3].CloudId);
        Company.Entra.Purge(people[3].CloudId);
        Company.Entra.ClearJournal();
        var (group, _) = await Company.AddGroupAsync("APP crowd", [.. people]);
        await Eventually.HoldsAsync(
            () =>
            {
                Company.Entra.MembersOf(Company.Synced(group).ShouldNotBeNull()).ShouldBe(people.Where(person => person != people[3]).Select(person => person.CloudId), ignoreOrder: true);
                return Task.CompletedTask;
            },
            world.Operator);
        Company.Entra.Journal.ShouldContain(entry => entry.Method == "PATCH" && entry.Path.EndsWith($"groups/{Company.Synced(group):D}", StringComparison.Ordinal) && entry.Status == 404, "he was asked for among the others");
    }

    [Fact]
    public async Task A_group_that_was_deleted_in_active_directory_is_deleted_in_entra_where_that_is_asked_for()
    {
        var (group, name) = await Company.AddGroupAsync("APP deleted");
        var synced = await SyncedAsync(group);
        await Company.DeleteAsync(name);
        await HoldsAsync(() => Company.Entra.IsLive(synced).ShouldBeFalse());
    }

    [Fact]
    public async Task A_group_that_left_the_selection_is_deleted_in_entra_where_that_is_asked_for()
    {
        var (group, name) = await Company.AddGroupAsync("APP renamed");
        var synced = await SyncedAsync(group);
        await Company.ChangeAsync(name, LdapModification.Replace("displayName", "Renamed"));
        await HoldsAsync(() => Company.Entra.IsLive(synced).ShouldBeFalse());
    }

    [Fact]
    public async Task What_entra_refuses_is_an_object_error_with_its_words_its_request_id_and_what_to_do()
    {
        // For several rounds, so that it is seen before it is over.
        Company.Entra.Script(new ScriptedFault("PATCH", "uniqueName", 409) { Times = 3 });
        var (group, _) = await Company.AddGroupAsync("APP refused");
        await world.SoonAsync(async () =>
        {
            var error = await Company.ErrorAsync("scon/corp", "AttributeValueMustBeUnique");
            error.ShouldContain("APP refused");
            error.ShouldContain("request-id");
            error.ShouldContain("change one of the two");
            (await Company.Cluster.FieldAsync("scon/corp", ".status.objectErrorCounts.AttributeValueMustBeUnique", Company.Cancellation)).ShouldBe("1");
        });
        await Eventually.HoldsAsync(
            async () =>
            {
                await Company.SyncAsync();
                Company.Synced(group).ShouldNotBeNull();
            },
            world.Operator);
    }

    private async Task<Guid> AddAsync(string name, string displayName, string? description = null)
    {
        var entry = Company.Groups.Child("CN", name);
        await Company.AddAsync(
            entry,
            [
                LdapAttribute.Of("objectClass", "group"), LdapAttribute.Of("sAMAccountName", $"{name}-{Company.Cluster.Namespace[^8..]}"), LdapAttribute.Of("displayName", displayName),
                .. description is null ? [] : new[] { LdapAttribute.Of("description", description) },
            ]);
        return await Company.IdOfAsync(entry);
    }

    /// <summary>An account that nothing in the tenant stands for yet.</summary>
    private async Task<DistinguishedName> AddAccountAsync(string name, params LdapAttribute[] further)
    {
        var entry = Company.People.Child("CN", name);
        await Company.AddAsync(
            entry,
            [LdapAttribute.Of("objectClass", "user"), LdapAttribute.Of("sAMAccountName", $"{name}-{Company.Cluster.Namespace[^8..]}"), LdapAttribute.Of("userAccountControl", "514"), .. further]);
        return entry;
    }

    private Guid AddCloudUser(string name, params (string Name, object? Value)[] properties)
    {
        var user = Company.Entra.AddUser($"{name}-in-the-cloud");
        Company.Entra.Update(user, properties);
        return user;
    }

    private async Task<Guid> AddWithMembersAsync(string name, params DistinguishedName[] members)
    {
        var (group, entry) = await Company.AddGroupAsync(name);
        await Company.ChangeAsync(entry, LdapModification.Add("member", [.. members.Select(member => member.ToString())]));
        return group;
    }

    private async Task<Guid> SyncedAsync(Guid group)
    {
        await HoldsAsync(() => Company.Synced(group).ShouldNotBeNull("it is not in Entra"));
        return Company.Synced(group)!.Value;
    }

    private int CountOf(string name) => Company.Entra.Snapshot().GroupMembers.Keys.Count(id => Equals(Company.Entra.Read(id, "displayName"), name));

    private Task HoldsAsync(Action assertion) => world.SoonAsync(() =>
    {
        assertion();
        return Task.CompletedTask;
    });

    /// <summary>A connector that picks by rule, names single groups, and deletes what is gone.</summary>
    public sealed class World(SharedSurroundings surroundings) : CompanyWithOperator(surroundings)
    {
        internal Guid Included { get; private set; }

        internal Guid Excluded { get; private set; }

        internal static DistinguishedName AdministratorsOf(Company company) => company.Domain.Child("CN", "Users").Child("CN", "Domain Admins");

        private protected override async Task SetUpAsync(Company founded)
        {
            await founded.HireAsync("Nobody");
            var hidden = founded.Groups.Child("OU", "Hidden");
            await founded.AddAsync(hidden, LdapAttribute.Of("objectClass", "organizationalUnit"));
            Included = (await founded.AddGroupAsync("Of another name")).Id;
            Excluded = (await founded.AddGroupAsync("APP but not this one")).Id;
            await founded.ConnectAsync(
                $"groupSync: {{enabled: true, deletionPolicy: Delete, selector: {{organizationalUnits: [\"{founded.Groups}\"], rule: 'group.displayName -startsWith \"APP\"',"
                + $" include: [\"{Included:D}\", \"{await founded.IdOfAsync(AdministratorsOf(founded)):D}\"], exclude: [\"{Excluded:D}\"]}}}}\n"
                + "safety: {maxDeletedGroups: 100, maxDeletedGroupsPercent: 100, maxRemovedMembersPercent: 100}",
                interval: "60s");
            var scope = $$"""{"include":["{{founded.Root}}","{{AdministratorsOf(founded)}}","{{founded.Domain.Child("CN", "ForeignSecurityPrincipals")}}"],"exclude":["{{hidden}}"]}""";
            await founded.Cluster.KubectlAsync(Company.Cancellation, "patch", "scon/corp", "--type=json", "-p", $$"""[{"op":"replace","path":"/spec/activeDirectory/scope","value":{{scope}} }]""");
        }
    }
}
