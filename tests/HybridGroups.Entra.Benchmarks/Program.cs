using System.Diagnostics;
using HybridGroups.Entra;
using HybridGroups.Entra.Benchmarks;
using HybridGroups.Entra.Connecting;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Hosting;
using HybridGroups.GraphSimulator.Seeding;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Cloud.Memberships;
using Microsoft.Extensions.Logging.Abstractions;

// calls: how many requests a plan costs. scale: a tenant of a million users, seeded and read.
var mode = args.FirstOrDefault() ?? "calls";
var seed = mode == "scale"
    ? new TenantSeed { Users = 1_000_000, Groups = 100_000, Memberships = 5_000_000, LargestGroup = 100_000 }
    : new TenantSeed { Users = 1000, Groups = 200, Memberships = 0 };
using var certificate = LoopbackCertificate.Make();
await using var host = await SimulatorHost.StartAsync(
    new SimulatorOptions { Faults = FaultSettings.Demo with { DeltaPageBudget = 5000 } }, certificate, CancellationToken.None);
var watch = Stopwatch.StartNew();
host.Simulator.Seed(seed);
Console.WriteLine($"seeded {seed.Users:N0} users, {seed.Groups:N0} groups, {seed.Memberships:N0} memberships in {watch.Elapsed.TotalSeconds:0.0} s; process {Megabytes()} MB");

using var http = new HttpClient(LoopbackCertificate.Trusting(certificate));
using var directory = new EntraDirectory(
    new EntraOptions(host.Simulator.TenantId.ToString("D"), new EntraCredential.ClientSecret(Simulator.DefaultClientId, Simulator.DefaultClientSecret))
    {
        Cloud = CloudEnvironment.Public.At(host.Address, host.Address),
        // The figure sought is how fast the two programs are, not how long a quota makes them wait.
        ResourceUnitsPerTenSeconds = 1_000_000,
        WritesPer150Seconds = 1_000_000,
    },
    http, TimeProvider.System, NullLoggerFactory.Instance);

if (mode == "scale")
    await ScaleAsync();
else
    await CallsAsync();

async Task ScaleAsync()
{
    foreach (var kind in new[] { CloudObjectKind.User, CloudObjectKind.Group })
    {
        watch.Restart();
        var requests = directory.Metrics.Requests;
        long objects = 0, members = 0, peak = 0;
        await foreach (var change in directory.ReadChangesAsync(kind, null, CancellationToken.None))
        {
            if (change is CloudChange.Present && ++objects % 10_000 == 0)
                peak = Math.Max(peak, Megabytes());
            else if (change is CloudChange.MemberPresent)
                members++;
        }

        Console.WriteLine($"{kind} round: {objects:N0} objects, {members:N0} members, {directory.Metrics.Requests - requests:N0} requests, "
            + $"{watch.Elapsed.TotalSeconds:0.0} s; process at most {Math.Max(peak, Megabytes())} MB, the tenant itself included");
    }
}

async Task CallsAsync()
{
    var truth = host.Simulator.Snapshot();
    var users = truth.Users.ToList();
    foreach (var perGroup in new[] { 1, 20, 50, 100 })
    {
        var changes = truth.GroupMembers.Keys
            .SelectMany((group, i) => users.Skip((i * 7) % 500).Take(perGroup).Where(user => !host.Simulator.MembersOf(group).Contains(user))
                .Select(user => new MembershipChange.Add(new MembershipTarget(group), user)))
            .ToList<MembershipChange>();
        var fewest = (int)Math.Ceiling(changes.GroupBy(change => change.Target.Group).Sum(group => Math.Ceiling(group.Count() / 20.0)) / 20);
        var before = directory.Metrics.Requests;
        watch.Restart();
        var outcomes = await directory.ApplyMembershipsAsync(changes, CancellationToken.None);
        var sent = directory.Metrics.Requests - before;
        Console.WriteLine($"{changes.Count:N0} additions over {truth.GroupMembers.Count} groups: {sent} requests, fewest possible {fewest}, "
            + $"ratio {(double)sent / fewest:0.000}, applied {outcomes.Count(outcome => outcome is MembershipOutcome.Applied):N0}, {watch.Elapsed.TotalSeconds:0.0} s");
    }
}

static long Megabytes()
{
    using var process = Process.GetCurrentProcess();
    return process.WorkingSet64 / 1024 / 1024;
}
