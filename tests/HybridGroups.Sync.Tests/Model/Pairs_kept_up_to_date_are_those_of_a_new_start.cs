using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Selection;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Model;

/// <summary>
/// Pairing a large company takes longer than all else that a change costs, so a change pairs only whom it concerns. Whatever
/// happens, in whatever order, the pairs are those that a new start finds.
/// </summary>
public sealed class Pairs_kept_up_to_date_are_those_of_a_new_start(ITestOutputHelper output)
{
    private const int Objects = 6;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 100)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_happens_in_whatever_order(int seed)
    {
        var random = Seed.Random(output, seed);
        var world = new TestDirectories(new MatchingOrder([.. MatchingOrder.Default.Keys.Take(1 + random.Next(4))]));
        world.Read();
        Refresh(world);
        for (var step = 0; step < 40; step++)
        {
            for (var count = random.Next(1, 4); count > 0; count--) Change(world, random);
            world.ReadChanges();
            Refresh(world);
            var fresh = new PersonPairs(world.Model, world.Matching);
            var now = Partners(world);
            now.ShouldBe(Partners(world, fresh), ignoreOrder: true, $"step {step}");
            world.Model.People.Count.ShouldBe(fresh.Count);
            InWords(world.Model.People.Ambiguous).ShouldBe(InWords(fresh.Ambiguous), $"step {step}");
        }
    }

    // Few values, so that they are shared, lost and found again.
    private static void Change(TestDirectories world, Random random)
    {
        var number = random.Next(Objects);
        var (onPremises, cloud) = (Identity.Of($"user{number}"), Identity.Of($"cloud{number}"));
        switch (random.Next(12))
        {
            case < 5:
                world.Domain.Put(new OnPremisesObject(onPremises, random.Next(8) == 0 ? OnPremisesObjectKind.Device : OnPremisesObjectKind.User, $"CN=user{number},{SimulatedActiveDirectory.People}")
                {
                    SecurityIdentifier = Some(random, "S-1-5-21-"),
                    ConsistencyGuid = random.Next(3) == 0 ? Identity.Of($"user{random.Next(Objects)}") : null,
                    Attributes = SimulatedActiveDirectory.Texts([("mail", Some(random, "mail") ?? "-"), ("userPrincipalName", Some(random, "upn") ?? "-")]),
                });
                break;
            case < 10:
                world.Tenant.Put(
                    random.Next(8) == 0 ? CloudObjectKind.Device : CloudObjectKind.User, random.Next(8) == 0 ? Identity.Of($"device{number}") : cloud,
                    ("onPremisesImmutableId", random.Next(3) == 0 ? "no anchor" : Convert.ToBase64String(Identity.Of($"user{random.Next(Objects)}").ToByteArray())),
                    ("onPremisesSecurityIdentifier", Some(random, "S-1-5-21-")), ("mail", Some(random, "MAIL")), ("userPrincipalName", Some(random, "upn")),
                    ("deviceId", Identity.Of($"user{random.Next(Objects)}").ToString("D")));
                break;
            case 10 when world.Domain.Has(onPremises):
                world.Domain.Delete(onPremises);
                break;
            case 11 when world.Tenant.Users.Contains(cloud):
                world.Tenant.SoftDelete(CloudObjectKind.User, cloud);
                break;
        }
    }

    private static string? Some(Random random, string kind) => random.Next(4) == 0 ? null : $"{kind}{random.Next(3)}";

    // Taking the changes is what updates the pairs.
    private static void Refresh(TestDirectories world)
    {
        new RuleBook(world.Model).Refresh(new Dictionary<string, BookedRule>(StringComparer.Ordinal), world.Now);
        _ = world.Model.People;
    }

    private static List<(Guid Id, Guid? Partner)> Partners(TestDirectories world, PersonPairs? pairs = null)
    {
        var known = pairs ?? world.Model.People;
        return
        [
            .. world.Domain.Objects.Select(item => (item.Id, known.CloudOf(item.Id))),
            .. Enumerable.Range(0, Objects).SelectMany(number => new[] { Identity.Of($"cloud{number}"), Identity.Of($"device{number}") }).Select(id => (id, known.OnPremisesOf(id))),
        ];
    }

    private static string[] InWords(IEnumerable<AmbiguousMatch> ambiguous) =>
        [.. ambiguous.Select(one => $"{one.Key} {one.Value} {string.Join(',', one.OnPremises)} {string.Join(',', one.Cloud)}")];
}
