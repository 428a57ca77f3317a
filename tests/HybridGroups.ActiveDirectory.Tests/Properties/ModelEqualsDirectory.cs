using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Properties;

/// <summary>Random operations against the real server; then what was received equals what is there.</summary>
public sealed class ModelEqualsDirectory(Domain domain)
{
    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    [InlineData(false, 3)]
    [InlineData(false, 4)]
    public async Task After_any_changes(bool seesDeletions, int number)
    {
        var seed = Environment.GetEnvironmentVariable("HYBRIDGROUPS_TEST_SEED") is { } fixedSeed ? int.Parse(fixedSeed) : Environment.TickCount + number;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var inside = await domain.NewContainerAsync("inside");
        var outside = await domain.NewContainerAsync("outside");
        var changes = new RandomChanges(domain, inside, outside, seed);
        await changes.PrepareAsync();
        var credential = seesDeletions
            ? await domain.AddServiceAccountAsync(request => request with { Replication = true, Deletions = true })
            : domain.ServiceAccount;
        await using var directory = domain.Open(options => options with
        {
            Credential = credential,
            Include = [inside],
            PageSize = 4,
        });

        var model = new ReceivedModel();
        var cookie = await ReadWhileChangingAsync(directory, model, changes);
        await CompareAsync(directory, model, cookie, inside, seed, changes);
        for (var round = 0; round < 6; round++)
        {
            for (var step = 0; step < 8; step++) await changes.StepAsync();
            cookie = await CompareAsync(directory, model, cookie, inside, seed, changes);
        }
    }

    private static async Task<DirectoryCookie> ReadWhileChangingAsync(ActiveDirectoryDomain directory, ReceivedModel model, RandomChanges changes)
    {
        var busy = Task.Run(
            async () =>
            {
                for (var step = 0; step < 25; step++) await changes.StepAsync();
            },
            Domain.Cancellation);
        var cookie = await directory.ReadAllAsync(model.Apply, Domain.Cancellation);
        await busy;
        return cookie;
    }

    private async Task<DirectoryCookie> CompareAsync(
        ActiveDirectoryDomain directory,
        ReceivedModel model,
        DirectoryCookie cookie,
        DistinguishedName inside,
        int seed,
        RandomChanges changes)
    {
        var batch = (await directory.ReadChangesAsync(cookie, Domain.Cancellation)).ShouldBeOfType<ChangeBatch.Changes>();
        foreach (var change in batch.List) model.Apply(change);
        if (!batch.ShowsDeletions) model.Keep(await directory.ReadIdentitiesAsync(Domain.Cancellation));

        var expected = await ReadPlainlyAsync(inside);
        var hint = $"seed {seed}, steps{changes.Log}";
        var known = model.Objects.Values.Where(one => one.Kind != OnPremisesObjectKind.ForeignSecurityPrincipal).ToDictionary(one => one.Id);
        known.Keys.ShouldBe(expected.Keys, ignoreOrder: true, hint);
        foreach (var (id, (name, shown, members)) in expected)
        {
            known[id].DistinguishedName.ShouldBe(name, hint);
            known[id].First("displayName").ShouldBe(shown, hint);
            if (known[id].Kind != OnPremisesObjectKind.Group) continue;
            var received = batch.ShowsDeletions ? model.Members[id] : Living(model, id, expected, members);
            received.ShouldBe(members, ignoreOrder: true, hint);
        }

        return batch.Cookie;
    }

    // Who sees no deletions cannot know of the end of a member outside the scope; the engine resolves such a member to nobody.
    private static IEnumerable<Guid> Living(
        ReceivedModel model,
        Guid group,
        Dictionary<Guid, (string Name, string? Shown, HashSet<Guid> Members)> expected,
        HashSet<Guid> members) =>
        model.Members[group].Where(member => members.Contains(member) || expected.ContainsKey(member) || model.Objects.ContainsKey(member));

    // By other means than those under test: plain names, no cookies, no identities in names.
    private async Task<Dictionary<Guid, (string Name, string? Shown, HashSet<Guid> Members)>> ReadPlainlyAsync(DistinguishedName inside)
    {
        var all = new LdapSearchRequest(domain.Root, LdapScope.Subtree, LdapFilter.Everything) { Attributes = ["objectGUID"] };
        var ids = new Dictionary<string, Guid>(StringComparer.OrdinalIgnoreCase);
        await foreach (var entry in domain.Administrator.SearchPagedAsync(all, 1000, Domain.Cancellation))
            ids[entry.NameText] = new Guid(entry.Bytes("objectGUID")!.Value.Span);
        var request = new LdapSearchRequest(
            inside, LdapScope.Subtree, LdapFilter.AnyOf(LdapFilter.Is("objectClass", "user"), LdapFilter.Is("objectClass", "group")))
        {
            Attributes = ["objectGUID", "displayName", "member"],
        };
        return (await domain.Administrator.FindAsync(request, Domain.Cancellation)).ToDictionary(
            entry => new Guid(entry.Bytes("objectGUID")!.Value.Span),
            entry => (entry.NameText, entry.Text("displayName"), entry.Texts("member").Select(name => ids[name]).ToHashSet()));
    }
}
