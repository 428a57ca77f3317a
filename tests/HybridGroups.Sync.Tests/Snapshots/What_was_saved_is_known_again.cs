using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Safety;
using HybridGroups.Sync.Snapshots;
using HybridGroups.Sync.Tests.Convergence;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Snapshots;

public sealed class What_was_saved_is_known_again(ITestOutputHelper output)
{
    [Fact]
    public void The_plan_after_it_is_the_plan_that_would_have_been()
    {
        var random = Seed.Random(output, 29);
        var planned = 0;
        for (var time = 0; time < 150; time++)
        {
            var seed = random.Next();
            var (stays, restarts) = (Settled(seed), Settled(seed));
            if (random.Next(2) == 0)
            {
                // Some changes were read before it ended, some after.
                stays.Happen(6);
                restarts.Happen(6);
                stays.Directories.ReadChanges();
                restarts.Directories.ReadChanges();
            }

            restarts.Directories.RestartFromSnapshot();
            stays.Happen(10);
            restarts.Happen(10);
            var expected = stays.Directories.Plan(stays.Intents);
            var reached = restarts.Directories.Plan(restarts.Intents);
            HashOf(reached).ShouldBe(HashOf(expected), $"world {seed}");
            reached.Problems.Select(problem => problem.Message).ShouldBe(expected.Problems.Select(problem => problem.Message), ignoreOrder: true, $"world {seed}");
            planned += expected.Changes.Count;
        }

        output.WriteLine($"{planned} changes planned");
        planned.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Everything_of_an_object_of_Active_Directory()
    {
        var model = NewModel();
        var (group, user, elsewhere) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var facts = new OnPremisesObject(group, OnPremisesObjectKind.Group, "CN=Sales\\, North,OU=Gröups,DC=corp,DC=example,DC=com")
        {
            SecurityIdentifier = "S-1-5-21-1-2-3-4",
            ConsistencyGuid = Guid.NewGuid(),
            PrimaryGroupSid = "S-1-5-21-1-2-3-513",
            Protection = ProtectionReasons.AdminCount | ProtectionReasons.WellKnown,
            Group = new GroupFacts(GroupKind.UniversalSecurity) { WrittenBackFrom = new WritebackAnchor(Guid.NewGuid()), SourceOfAuthority = "Entra" },
            Attributes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
            {
                ["displayName"] = ["Sales"],
                ["proxyAddresses"] = ["SMTP:a@example.com", "smtp:b@example.com"],
                ["info"] = [new string('é', 200_000)],
                ["empty"] = [],
            },
        };
        model.OnPremises.BeginFull();
        model.OnPremises.Apply(new OnPremisesChange.Upserted(facts));
        model.OnPremises.Apply(new OnPremisesChange.Upserted(new OnPremisesObject(user, OnPremisesObjectKind.User, "CN=u,DC=x")));
        model.OnPremises.Apply(new OnPremisesChange.MembersReplaced(group, [user, elsewhere]));
        model.OnPremises.CompleteFull(new DirectoryCookie(new byte[] { 7, 8, 9 }));

        var again = NewModel();
        TakeUp(to => OnPremisesSnapshot.Write(model.OnPremises, to), from => OnPremisesSnapshot.Read(again.OnPremises, from));

        again.OnPremises.IsComplete.ShouldBeTrue();
        again.OnPremises.Cookie.ShouldBe(new DirectoryCookie(new byte[] { 7, 8, 9 }));
        again.OnPremises.MembersOf(group).ShouldBe([user, elsewhere], ignoreOrder: true);
        var known = again.OnPremises.Find(group)!;
        (known with { Attributes = facts.Attributes }).ShouldBe(facts);
        known.Attributes.Keys.ShouldBe(facts.Attributes.Keys, ignoreOrder: true);
        foreach (var (name, values) in facts.Attributes) known.All(name).ShouldBe(values);
    }

    [Fact]
    public void Every_kind_of_value_of_Entra_and_what_lies_in_the_recycle_bin()
    {
        var model = NewModel();
        var (user, group, binned, device) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var properties = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["displayName"] = "Ümit",
            ["accountEnabled"] = true,
            ["isManaged"] = false,
            ["count"] = -42L,
            ["share"] = 0.25,
            ["otherMails"] = new[] { "a@example.com", "b@example.com" },
            ["cleared"] = null,
            ["json"] = """{"a":1}""",
        };
        Complete(model, CloudObjectKind.User, new CloudChange.Present(new CloudObject(CloudObjectKind.User, user, properties)));
        Complete(
            model, CloudObjectKind.Group, new CloudChange.Present(new CloudObject(CloudObjectKind.Group, group, new Dictionary<string, object?>(StringComparer.Ordinal))),
            new CloudChange.MemberPresent(group, user, CloudMemberKind.User), new CloudChange.MemberPresent(group, device, CloudMemberKind.Device), new CloudChange.Removed(CloudObjectKind.Group, binned, IsRestorable: true));
        Complete(model, CloudObjectKind.Device);

        var again = NewModel();
        TakeUp(to => CloudSnapshot.Write(model.Cloud, to), from => CloudSnapshot.Read(again.Cloud, from));

        again.CloudIsComplete.ShouldBeTrue();
        again.Cloud.PropertiesOf(CloudObjectKind.User, user)!.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .ShouldBe(model.Cloud.PropertiesOf(CloudObjectKind.User, user)!.OrderBy(entry => entry.Key, StringComparer.Ordinal), new ByText());
        again.Cloud.IsSoftDeleted(binned).ShouldBeTrue();
        again.Cloud.EffectiveMembers(group).ToArray().ShouldBe([user], "the device is not there any more");
        again.Cloud.CheckpointOf(CloudObjectKind.Group).ShouldBe(model.Cloud.CheckpointOf(CloudObjectKind.Group));
    }

    [Fact]
    public void A_kind_that_is_to_be_read_anew_counts_as_never_read()
    {
        var model = NewModel();
        foreach (var kind in Enum.GetValues<CloudObjectKind>()) Complete(model, kind);
        model.Cloud.ForgetCheckpoint(CloudObjectKind.Group);

        var again = NewModel();
        TakeUp(to => CloudSnapshot.Write(model.Cloud, to), from => CloudSnapshot.Read(again.Cloud, from));

        again.CloudIsComplete.ShouldBeFalse();
        again.Cloud.IsComplete(CloudObjectKind.User).ShouldBeTrue();
    }

    [Fact]
    public void It_proves_nothing_until_both_directories_have_told_what_has_changed_since()
    {
        var world = new TestDirectories();
        world.Read();
        world.RestartFromSnapshot();
        (world.Model.OnPremisesIsCurrent, world.Model.CloudIsCurrent) = (false, true);

        world.Model.ProveComplete().ShouldBeNull();
    }

    private static string HashOf(Plan plan) => HeldChanges.HashOf(plan.Changes.SelectMany(change => change.Keys));

    private static RandomWorld Settled(int seed)
    {
        var world = new RandomWorld(seed);
        for (var round = 0; round < 6 && world.Directories.Run(world.Intents).Apply.Count > 0; round++)
        {
        }

        return world;
    }

    private static void Complete(DirectoryModel model, CloudObjectKind kind, params CloudChange[] changes) => model.ReadAll(kind, changes);

    private static void TakeUp(Action<SnapshotWriter> save, Action<SnapshotReader> read)
    {
        using var stream = new MemoryStream();
        var writer = new SnapshotWriter(stream);
        save(writer);
        writer.Flush();
        stream.Position = 0;
        read(new SnapshotReader(stream));
        stream.Position.ShouldBe(stream.Length);
    }

    private static DirectoryModel NewModel() => new(SimulatedActiveDirectory.BaseName, MatchingOrder.Default);

    private sealed class ByText : IEqualityComparer<KeyValuePair<string, object?>>
    {
        public bool Equals(KeyValuePair<string, object?> x, KeyValuePair<string, object?> y) =>
            x.Key == y.Key && (x.Value is string[] one && y.Value is string[] other ? one.SequenceEqual(other, StringComparer.Ordinal) : Equals(x.Value, y.Value));

        public int GetHashCode(KeyValuePair<string, object?> entry) => entry.Key.GetHashCode(StringComparison.Ordinal);
    }
}
