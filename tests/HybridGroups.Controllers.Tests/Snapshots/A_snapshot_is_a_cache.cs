using System.Runtime.Versioning;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Controllers.Snapshots;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Ports;
using Kube.Client.Metadata;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridGroups.Controllers.Tests.Snapshots;

/// <summary>Whatever is wrong with the file, the connector reads everything, as it does without one.</summary>
public sealed class A_snapshot_is_a_cache : IDisposable
{
    private static readonly Dictionary<string, bool> NoSwitches = [];
    private static readonly Guid Group = Guid.NewGuid();

    private readonly string folder = Directory.CreateTempSubdirectory("hybrid-groups-snapshots-").FullName;
    private readonly Clock clock = new();

    private string SnapshotPath => Path.Combine(folder, "kept", "team.corp.snapshot");

    [Fact]
    public void What_was_saved_is_taken_up()
    {
        var model = Filled();
        var baseline = Baseline();
        Open().SaveAtTheEnd(model, baseline, new ConnectorReport { ActiveDirectory = new SideReport { Objects = 3, LastFull = clock.Now }, OwesFullImport = true }, new Dictionary<string, bool> { ["a"] = true });

        var (again, written) = (Empty(), new Baseline());
        var state = Open().Load(again, written, lastWrite: null).ShouldNotBeNull();

        again.OnPremises.Cookie.ShouldBe(model.OnPremises.Cookie);
        again.IsComplete.ShouldBeTrue();
        written.Knows(Group).ShouldBeTrue();
        state.Report.ActiveDirectory.Objects.ShouldBe(3);
        state.Report.OwesFullImport.ShouldBeTrue();
        state.Switches.ShouldHaveSingleItem().Value.ShouldBeTrue();
    }

    [Fact]
    public void No_file_is_nothing_to_take_up() => Open().Load(Empty(), new Baseline(), lastWrite: null).ShouldBeNull();

    [Fact]
    public void A_bit_that_fell_over_anywhere_makes_it_worthless_and_harms_nothing()
    {
        Save();
        var whole = File.ReadAllBytes(SnapshotPath);
        for (var at = 0; at < whole.Length; at += Math.Max(1, whole.Length / 400))
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x10;
            File.WriteAllBytes(SnapshotPath, damaged);
            Open().Load(Empty(), new Baseline(), lastWrite: null).ShouldBeNull($"byte {at} of {whole.Length}");
        }
    }

    [Fact]
    public void A_file_that_ends_too_early_anywhere_is_worthless()
    {
        Save();
        var whole = File.ReadAllBytes(SnapshotPath);
        for (var length = 0; length < whole.Length; length += Math.Max(1, whole.Length / 200))
        {
            File.WriteAllBytes(SnapshotPath, whole[..length]);
            Open().Load(Empty(), new Baseline(), lastWrite: null).ShouldBeNull($"{length} of {whole.Length} bytes");
        }
    }

    [Fact]
    public void With_another_account_scope_or_tenant_it_answers_another_question()
    {
        Save();
        var setup = Setup;
        foreach (var other in new[]
        {
            setup with { ActiveDirectory = setup.ActiveDirectory with { UserName = "another" } },
            setup with { ActiveDirectory = setup.ActiveDirectory with { BaseName = "DC=other" } },
            setup with { ActiveDirectory = setup.ActiveDirectory with { Include = ["OU=Some,DC=x"] } },
            setup with { ActiveDirectory = setup.ActiveDirectory with { Exclude = ["OU=Some,DC=x"] } },
            setup with { Entra = setup.Entra with { TenantId = "another" } },
            setup with { Entra = setup.Entra with { CloudName = "China" } },
            setup with { Entra = setup.Entra with { SignIn = new EntraSignIn.Secret("another app", "secret") } },
        })
        {
            Open(other).Load(Empty(), new Baseline(), lastWrite: null).ShouldBeNull();
        }

        Open(setup with { Entra = setup.Entra with { SignIn = new EntraSignIn.Secret("app", "a rotated secret") } }).Load(Empty(), new Baseline(), lastWrite: null).ShouldNotBeNull();
    }

    [Fact]
    public void What_was_written_after_it_was_saved_is_not_what_was_last_written()
    {
        var snapshot = Save();
        snapshot.WritesFollow();
        // Killed here.
        var written = new Baseline();
        Open().Load(Empty(), written, lastWrite: null).ShouldNotBeNull("the directories are known all the same");
        written.Knows(Group).ShouldBeFalse();
    }

    [Fact]
    public void Nor_is_what_another_replica_wrote_after_it_was_saved()
    {
        Save();
        var (earlier, later) = (new Baseline(), new Baseline());

        Open().Load(Empty(), earlier, lastWrite: clock.Now - TimeSpan.FromSeconds(1));
        Open().Load(Empty(), later, lastWrite: clock.Now + TimeSpan.FromSeconds(1));

        earlier.Knows(Group).ShouldBeTrue();
        later.Knows(Group).ShouldBeFalse();
    }

    [Fact]
    public void Killed_while_it_is_written_the_one_before_stays()
    {
        Save();
        File.WriteAllBytes(SnapshotPath + ".new", [1, 2, 3]);

        Open().Load(Empty(), new Baseline(), lastWrite: null).ShouldNotBeNull();
        Save();
        File.Exists(SnapshotPath + ".new").ShouldBeFalse();
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told_and_stops_nobody()
    {
        File.WriteAllText(Path.Combine(folder, "kept"), "not a folder");

        var snapshot = Save();

        snapshot.Problem.ShouldNotBeNull();
        snapshot.SavedAt.ShouldBeNull();
        File.Delete(Path.Combine(folder, "kept"));
        clock.Now += TimeSpan.FromMinutes(1);
        snapshot.SaveIfDue(Filled(), Baseline(), new ConnectorReport(), NoSwitches);
        snapshot.Problem.ShouldBeNull();
        snapshot.SavedAt.ShouldBe(clock.Now);
    }

    [Fact]
    public void It_is_saved_when_something_has_changed_but_not_all_the_time()
    {
        var (model, baseline) = (Filled(), Baseline());
        var snapshot = Open();
        snapshot.SaveIfDue(model, baseline, new ConnectorReport(), NoSwitches);
        var first = snapshot.SavedAt.ShouldNotBeNull();

        clock.Now += TimeSpan.FromMinutes(1);
        snapshot.SaveIfDue(model, baseline, new ConnectorReport(), NoSwitches);
        snapshot.SavedAt.ShouldBe(first, "nothing has changed");

        model.OnPremises.Apply(new OnPremisesChange.MembersChanged(Group, [Guid.NewGuid()], []));
        snapshot.SaveIfDue(model, baseline, new ConnectorReport(), NoSwitches);
        var second = snapshot.SavedAt.ShouldNotBeNull();
        second.ShouldBe(clock.Now);

        clock.Now += TimeSpan.FromSeconds(3);
        model.OnPremises.Apply(new OnPremisesChange.MembersChanged(Group, [Guid.NewGuid()], []));
        snapshot.SaveIfDue(model, baseline, new ConnectorReport(), NoSwitches);
        snapshot.SavedAt.ShouldBe(second, "it was a moment ago");

        clock.Now += TimeSpan.FromMinutes(61);
        snapshot.SaveIfDue(model, baseline, new ConnectorReport(), NoSwitches);
        snapshot.SavedAt.ShouldBe(clock.Now);
        clock.Now += TimeSpan.FromMinutes(61);
        snapshot.SaveIfDue(model, baseline, new ConnectorReport(), NoSwitches);
        snapshot.SavedAt.ShouldBe(clock.Now, "the links to changes grow old");
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void Nobody_else_can_read_it()
    {
        Save();
        File.GetUnixFileMode(SnapshotPath).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void What_was_kept_of_a_connector_that_is_no_more_goes_with_it()
    {
        var keeper = new SnapshotFolder(folder, clock, NullLoggerFactory.Instance);
        foreach (var name in new[] { "team.corp.snapshot", "team.corp.snapshot.unsaved-writes", "team.gone.snapshot", "team.gone.snapshot.unsaved-writes", "changes.jsonl" })
        {
            File.WriteAllText(Path.Combine(folder, name), "");
        }

        keeper.Keep([new ObjectKey("team", "corp")]);

        Directory.EnumerateFiles(folder).Select(Path.GetFileName).ShouldBe(["team.corp.snapshot", "team.corp.snapshot.unsaved-writes", "changes.jsonl"], ignoreOrder: true);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static ConnectorSetup Setup => new(
        "team/corp", new ActiveDirectoryConnection(new ActiveDirectoryAddress([], AuthoritiesPem: null), "DC=x", "account", "password"),
        new EntraConnection("tenant", "Public", new EntraSignIn.Secret("app", "secret")), MatchingOrder.Default);

    private ConnectorSnapshot Open(ConnectorSetup? setup = null) =>
        new SnapshotFolder(Path.Combine(folder, "kept"), clock, NullLoggerFactory.Instance).Of(new ObjectKey("team", "corp"), setup ?? Setup);

    private ConnectorSnapshot Save()
    {
        var snapshot = Open();
        snapshot.SaveAtTheEnd(Filled(), Baseline(), new ConnectorReport(), NoSwitches);
        return snapshot;
    }

    private static Baseline Baseline()
    {
        var baseline = new Baseline();
        baseline.WrotePlace(Group, "Sales", "OU=Cloud,DC=x");
        baseline.Wrote(Group, "description", ["All of Sales"]);
        baseline.WroteMembers(Group, [Guid.NewGuid()], []);
        return baseline;
    }

    private static DirectoryModel Empty() => new("DC=x", MatchingOrder.Default);

    private static DirectoryModel Filled()
    {
        var model = Empty();
        model.OnPremises.BeginFull();
        for (var number = 0; number < 50; number++)
        {
            model.OnPremises.Apply(new OnPremisesChange.Upserted(new OnPremisesObject(Guid.NewGuid(), OnPremisesObjectKind.User, $"CN=person {number},DC=x")
            {
                Attributes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { ["department"] = ["Sales"] },
            }));
        }

        model.OnPremises.CompleteFull(new DirectoryCookie(new byte[] { 1, 2, 3 }));
        foreach (var kind in Enum.GetValues<CloudObjectKind>())
        {
            model.Cloud.Apply(new CloudChange.RoundStarted(kind, IsFull: true));
            model.Cloud.Apply(new CloudChange.Present(new CloudObject(kind, Guid.NewGuid(), new Dictionary<string, object?>(StringComparer.Ordinal) { ["displayName"] = "somebody" })));
            model.Cloud.Apply(new CloudChange.RoundCompleted(kind, new CloudCheckpoint(kind, "link", "root", "tenant", "selection", DateTimeOffset.UnixEpoch)));
        }

        return model;
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
