using HybridGroups.ActiveDirectory.Tests.Surrounding;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Properties;

/// <summary>What a busy organisation does to its directory, by chance but repeatably.</summary>
internal sealed class RandomChanges(Domain domain, DistinguishedName inside, DistinguishedName outside, int seed)
{
#pragma warning disable RS0030 // Seeded: the seed is printed, and the run can be repeated.
    private readonly Random random = new(seed);
#pragma warning restore RS0030

    private readonly List<Guid> users = [];
    private readonly List<Guid> groups = [];
    private DistinguishedName? nested;

    public string Log { get; private set; } = "";

    public async Task PrepareAsync()
    {
        nested = await domain.AddContainerAsync(inside.Child("OU", domain.NewName("nested")));
        for (var i = 0; i < 12; i++) users.Add((await domain.AddUserAsync(AnyContainer())).Id);
        for (var i = 0; i < 8; i++) groups.Add((await domain.AddGroupAsync(AnyContainer())).Id);
        for (var i = 0; i < 20; i++) await StepAsync();
    }

    public async Task StepAsync()
    {
        var what = random.Next(12);
        Log += $" {what}";
        switch (what)
        {
            case 0:
                users.Add((await domain.AddUserAsync(AnyContainer())).Id);
                break;
            case 1:
                groups.Add((await domain.AddGroupAsync(AnyContainer())).Id);
                break;
            case 2:
                await DeleteAsync(users);
                break;
            case 3:
                await DeleteAsync(groups);
                break;
            case 4:
                await DeleteAndCreateAgainAsync();
                break;
            case 5:
                await MoveAsync(Any(users), AnyContainer());
                break;
            case 6:
                await MoveAsync(Any(groups), AnyContainer());
                break;
            case 7:
                nested = await RenameNestedAsync();
                break;
            case 8:
                await domain.Administrator.ModifyAsync(
                    ById(Any(users)), [LdapModification.Replace("displayName", domain.NewName("shown"))], Domain.Cancellation);
                break;
            default:
                await ChangeMembersAsync();
                break;
        }
    }

    private static DistinguishedName ById(Guid id) => DistinguishedName.FromObjectGuid(id);

    private Guid Any(List<Guid> ids) => ids[random.Next(ids.Count)];

    private DistinguishedName AnyContainer() => random.Next(3) switch
    {
        0 => outside,
        1 => nested ?? inside,
        _ => inside,
    };

    private async Task DeleteAsync(List<Guid> ids)
    {
        if (ids.Count < 5) return;
        var id = Any(ids);
        ids.Remove(id);
        await domain.Administrator.DeleteAsync(ById(id), Domain.Cancellation);
    }

    private async Task DeleteAndCreateAgainAsync()
    {
        var id = Any(groups);
        var name = (await domain.Administrator.ReadAsync(ById(id), ["sAMAccountName"], Domain.Cancellation))!;
        await domain.Administrator.DeleteAsync(ById(id), Domain.Cancellation);
        groups.Remove(id);
        await domain.Administrator.AddAsync(
            name.Name,
            [
                LdapAttribute.Of("objectClass", "group"),
                LdapAttribute.Of("sAMAccountName", name.Text("sAMAccountName")!),
                LdapAttribute.Of("member", ById(Any(users)).ToString()),
            ],
            Domain.Cancellation);
        groups.Add(await domain.IdOfAsync(name.Name));
    }

    private Task<LdapResult> MoveAsync(Guid id, DistinguishedName container) =>
        domain.Administrator.RenameAsync(ById(id), new("CN", domain.NewName("moved, #")), container, Domain.Cancellation);

    private async Task<DistinguishedName> RenameNestedAsync()
    {
        var rdn = new RelativeDistinguishedName("OU", domain.NewName("renamed"));
        // Sometimes it leaves the scope with all that is in it, sometimes it comes back.
        var parent = random.Next(2) == 0 ? inside : outside;
        await domain.Administrator.RenameAsync(nested!, rdn, parent, Domain.Cancellation);
        return parent.Child(rdn);
    }

    private async Task ChangeMembersAsync()
    {
        var group = Any(groups);
        var candidates = users.Concat(groups.Where(id => id != group)).OrderBy(_ => random.Next()).Take(random.Next(1, 5)).ToList();
        var kind = random.Next(3) == 0 ? LdapModificationKind.Delete : LdapModificationKind.Add;
        foreach (var candidate in candidates)
        {
            try
            {
                await domain.Administrator.ModifyAsync(
                    ById(group), [new LdapModification(kind, LdapAttribute.Of("member", ById(candidate).ToString()))], Domain.Cancellation);
            }
            catch (LdapException e) when (e.Result is not null)
            {
                // It is one already, is none, or the two may not be nested: as it happens to people.
            }
        }
    }
}
