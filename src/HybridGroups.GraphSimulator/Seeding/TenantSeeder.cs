using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Seeding;

/// <summary>Fills the baseline of a tenant. The same seed makes the same tenant, object ids included.</summary>
internal sealed class TenantSeeder(TenantState tenant, Randomness randomness, TimeProvider clock)
{
    private readonly DirectoryStore store = tenant.Store;

    public void Fill(TenantSeed seed)
    {
        store.Reserve(store.Objects.Count + seed.Users + seed.Groups + seed.Devices);
        var firstUser = store.Objects.Count;
        AddUsers(seed);
        AddDevices(seed.Devices);
        var firstGroup = store.Objects.Count;
        AddGroups(seed);
        AddMembers(seed, firstUser, firstGroup);
    }

    private void AddUsers(TenantSeed seed)
    {
        var shape = Shape(ObjectKind.User,
            "displayName", "givenName", "surname", "mail", "userPrincipalName", "accountEnabled", "userType", "mailNickname", "department",
            "jobTitle", "country", "city", "employeeId", "createdDateTime", "onPremisesSamAccountName", "onPremisesImmutableId",
            "onPremisesSecurityIdentifier", "onPremisesSyncEnabled");
        var cloudShape = Shape(ObjectKind.User,
            "displayName", "givenName", "surname", "mail", "userPrincipalName", "accountEnabled", "userType", "mailNickname", "department",
            "jobTitle", "country", "city", "employeeId", "createdDateTime");
        object created = clock.GetUtcNow();
        object enabled = true;
        object disabled = false;
        for (var i = 0; i < seed.Users; i++)
        {
            var number = i.ToString("D7");
            var alias = "user" + number;
            var principal = $"{alias}@{tenant.DefaultDomain}";
            var synced = randomness.Chance(seed.SyncedUsersShare, "synced", i);
            var place = randomness.Below(SeedNames.Countries.Length, "place", i);
            var values = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["displayName"] = "User " + number,
                ["givenName"] = "User",
                ["surname"] = number,
                ["mail"] = principal,
                ["userPrincipalName"] = principal,
                ["accountEnabled"] = randomness.Chance(0.95, "enabled", i) ? enabled : disabled,
                ["userType"] = "Member",
                ["mailNickname"] = alias,
                ["department"] = SeedNames.Departments[randomness.Below(SeedNames.Departments.Length, "department", i)],
                ["jobTitle"] = SeedNames.JobTitles[randomness.Below(SeedNames.JobTitles.Length, "title", i)],
                ["country"] = SeedNames.Countries[place],
                ["city"] = SeedNames.Cities[place],
                ["employeeId"] = number,
                ["createdDateTime"] = created,
            };
            if (synced)
            {
                values["onPremisesSamAccountName"] = alias;
                values["onPremisesImmutableId"] = Convert.ToBase64String(randomness.NewGuid("anchor", i).ToByteArray());
                values["onPremisesSecurityIdentifier"] = $"S-1-5-21-1004336348-1177238915-682003330-{i + 1000}";
                values["onPremisesSyncEnabled"] = enabled;
            }

            store.Seed(tenant.NewId(), ObjectKind.User, Bag(ObjectKind.User, synced ? shape : cloudShape, values));
        }
    }

    private void AddDevices(int count)
    {
        var shape = Shape(ObjectKind.Device, "displayName", "deviceId", "accountEnabled", "operatingSystem", "operatingSystemVersion", "trustType", "isCompliant", "isManaged");
        for (var i = 0; i < count; i++)
        {
            store.Seed(tenant.NewId(), ObjectKind.Device, Bag(ObjectKind.Device, shape, new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["displayName"] = $"DEVICE-{i:D6}",
                ["deviceId"] = randomness.NewGuid("device", i).ToString("D"),
                ["accountEnabled"] = true,
                ["operatingSystem"] = randomness.Chance(0.8, "os", i) ? "Windows" : "iOS",
                ["operatingSystemVersion"] = "10.0",
                ["trustType"] = "ServerAd",
                ["isCompliant"] = true,
                ["isManaged"] = true,
            }));
        }
    }

    private void AddGroups(TenantSeed seed)
    {
        string[] properties =
            ["displayName", "description", "mailEnabled", "mailNickname", "securityEnabled", "groupTypes", "createdDateTime", "mail", "visibility"];
        var shape = Shape(ObjectKind.Group, properties);
        object created = clock.GetUtcNow();
        object yes = true;
        object no = false;
        string[] unified = ["Unified"];
        string[] assigned = [];
        for (var i = 0; i < seed.Groups; i++)
        {
            var isUnified = randomness.Chance(seed.Microsoft365Share, "unified", i);
            var alias = $"group{i:D6}";
            store.Seed(tenant.NewId(), ObjectKind.Group, Bag(ObjectKind.Group, shape, new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["displayName"] = $"Group {i:D6}",
                ["description"] = null,
                ["mailEnabled"] = isUnified ? yes : no,
                ["mailNickname"] = alias,
                ["securityEnabled"] = isUnified ? no : yes,
                ["groupTypes"] = isUnified ? unified : assigned,
                ["createdDateTime"] = created,
                ["mail"] = isUnified ? $"{alias}@{tenant.DefaultDomain}" : null,
                ["visibility"] = isUnified ? "Public" : null,
            }));
        }
    }

    private void AddMembers(TenantSeed seed, int firstUser, int firstGroup)
    {
        var left = seed.Memberships;
        for (var i = 0; i < seed.Groups && left > 0 && seed.Users > 0; i++)
        {
            var average = (double)left / (seed.Groups - i);
            // Most groups are small and a few are not.
            var size = i == 0 && seed.LargestGroup > 0
                ? seed.LargestGroup
                : i == seed.Groups - 1 ? left : (int)Math.Round(average * 2 * randomness.Fraction("size", i));
            size = Math.Min(Math.Min(size, left), seed.Users);
            if (size == 0)
                continue;
            var members = new List<int>(size);
            var stride = (double)seed.Users / size;
            for (var j = 0; j < size; j++)
                members.Add(firstUser + (int)((j + randomness.Fraction("member", i, j)) * stride));
            DirectoryStore.ListOf(store[firstGroup + i], Relation.Members).Seed([.. members.Distinct()]);
            left -= size;
        }
    }

    private ushort[] Shape(ObjectKind kind, params string[] names) => [.. names.Select(name => store.Schema[kind][name].Index).Order()];

    private PropertyBag Bag(ObjectKind kind, ushort[] shape, Dictionary<string, object?> values) =>
        new(shape, [.. shape.Select(index => values[store.Schema[kind].Properties[index].Name])]);
}
