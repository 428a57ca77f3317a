using System.Diagnostics;
using System.Globalization;
using HybridGroups.Entra.Follower;
using HybridGroups.Entra.Tests.Surroundings;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Hosting;
using HybridGroups.GraphSimulator.Seeding;
using HybridGroups.Sync.Cloud.Changes;

namespace HybridGroups.Entra.Tests.Rounds;

/// <summary>A real process, ended by the system in the middle of whatever it does, and started again on what it had saved.</summary>
public sealed class A_process_may_be_killed_at_any_moment(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 15;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(60);

    private static readonly FaultSettings Weather = new()
    {
        ReplicaLag = TimeSpan.FromMilliseconds(200),
        CommittedButLostShare = 0.1,
        ResetShare = 0.02,
        SlowShare = 0.3,
        SlowBy = TimeSpan.FromMilliseconds(40),
        ShortPageShare = 0.3,
        DeltaPageBudget = 40,
        DeltaSplitsGroups = true,
        DeltaReplayShare = 0.1,
    };

    private readonly string folder = Directory.CreateTempSubdirectory("hybrid-groups-follower-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task And_loses_no_change_and_removes_nobody()
    {
        var seed = Environment.GetEnvironmentVariable("HYBRIDGROUPS_SEED") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : Environment.TickCount;
        output.WriteLine($"seed {seed}");
#pragma warning disable RS0030 // Seeded: the seed is printed, and the run can be repeated.
        var random = new Random(seed);
#pragma warning restore RS0030
        await using var simulator = await SimulatorHost.StartAsync(
            new SimulatorOptions { Seed = (ulong)(uint)seed, Clock = TimeProvider.System, Faults = Weather }, TestCertificate.Loopback, Cancellation);
        var tenant = simulator.Simulator;
        tenant.Seed(new TenantSeed { Users = 400, Groups = 30, Memberships = 2_000, LargestGroup = 300 });
        var source = tenant.AddGroup("source");
        var target = tenant.AddGroup("target");
        var users = tenant.Snapshot().Users.Order().ToList();

        var before = new CloudMirror();
        var inTheMiddle = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            foreach (var user in users.Skip(kill * 12).Take(12)) tenant.AddMember(source, user);
            using var follower = Start(simulator, source, target);
            await SomethingIsGoingOnAsync(tenant, follower);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(400)), TimeProvider.System, Cancellation);
            follower.HasExited.ShouldBeFalse();
            follower.Kill();
            await follower.WaitForExitAsync(Cancellation);
            if (File.Exists(StateFile + ".new") || tenant.MembersOf(target).Count < tenant.MembersOf(source).Count) inTheMiddle++;
            var now = new KnownTenant(StateFile).Mirror;
            ShouldHaveLostNothing(before, now);
            before = now;
        }

        output.WriteLine($"{inTheMiddle} of {Kills} kills struck with work to be done");
        inTheMiddle.ShouldBeGreaterThan(Kills / 3);
        using (var last = Start(simulator, source, target))
        {
            var start = TimeProvider.System.GetTimestamp();
            while (!tenant.MembersOf(target).SetEquals(tenant.MembersOf(source)) && TimeProvider.System.GetElapsedTime(start) < EndLimit)
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
            while (!Matches(tenant) && TimeProvider.System.GetElapsedTime(start) < EndLimit)
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancellation);
            last.HasExited.ShouldBeFalse();
            last.Kill();
            await last.WaitForExitAsync(Cancellation);
        }

        tenant.MembersOf(target).ShouldBe(tenant.MembersOf(source), ignoreOrder: true);
        new KnownTenant(StateFile).Mirror.ShouldMatch(tenant.Snapshot());
        tenant.Journal.ShouldNotContain(entry => entry.Method == "DELETE");
        tenant.Violations.ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string StateFile => Path.Combine(folder, "state");

    private bool Matches(Simulator tenant)
    {
        var mirror = new KnownTenant(StateFile).Mirror;
        return tenant.Snapshot().GroupMembers.All(group => mirror.EffectiveMembers(group.Key).SetEquals(group.Value));
    }

    // Nobody was ever taken out of anything, so what was known once is known for ever.
    private static void ShouldHaveLostNothing(CloudMirror before, CloudMirror now)
    {
        foreach (var kind in Enum.GetValues<CloudObjectKind>())
        {
            before.Live(kind).Except(now.Live(kind)).ShouldBeEmpty();
            if (before.IsComplete(kind)) now.IsComplete(kind).ShouldBeTrue();
        }

        foreach (var group in before.Live(CloudObjectKind.Group))
            before.EffectiveMembers(group).Except(now.EffectiveMembers(group)).ShouldBeEmpty();
    }

    private static async Task SomethingIsGoingOnAsync(Simulator tenant, Process follower)
    {
        var asked = tenant.Journal.Count;
        var start = TimeProvider.System.GetTimestamp();
        while (tenant.Journal.Count <= asked)
        {
            follower.HasExited.ShouldBeFalse();
            TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(StartLimit, "The process never asked anything.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        }
    }

    private Process Start(SimulatorHost simulator, Guid source, Guid target)
    {
        var authority = Path.Combine(folder, "authority.pem");
        var secret = Path.Combine(folder, "secret");
        File.WriteAllText(authority, TestCertificate.Loopback.ExportCertificatePem());
        File.WriteAllText(secret, Simulator.DefaultClientSecret);
        return Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, "HybridGroups.Entra.Follower.dll"), simulator.Address.ToString(), authority,
                simulator.Simulator.TenantId.ToString("D"), Simulator.DefaultClientId, secret, StateFile, source.ToString("D"), target.ToString("D"),
            ])
        {
            UseShellExecute = false,
        })!;
    }
}
