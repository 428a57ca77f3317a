using HybridGroups.Entra.Tests.Surroundings;
using HybridGroups.GraphSimulator.Faults;

namespace HybridGroups.Entra.Tests.AllFaults;

public sealed class The_result_is_the_same_in_every_weather(ITestOutputHelper output)
{
    private const int Seeds = 50;

    [Fact]
    public async Task Every_method_of_the_ports_ends_as_without_faults_under_fifty_seeds_with_all_faults_on()
    {
        var calm = await LiveAsync(1, FaultSettings.Demo);
        output.WriteLine($"Without faults: {calm.Requests} requests. The diary:\n{calm.Diary}");

        var seeds = ulong.TryParse(Environment.GetEnvironmentVariable("HYBRIDGROUPS_SEED"), out var one)
            ? [one]
            : Enumerable.Range(1, Seeds).Select(seed => (ulong)seed).ToList();
        // Mostly waiting for one another over loopback: a few at once do not need a processor each.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(seeds, parallel, async (seed, _) =>
        {
            var stormy = await LiveAsync(seed, FaultSettings.Hard);
            output.WriteLine($"seed {seed}: {stormy.Requests} requests, {stormy.Faults} faults, {stormy.VirtualTime} of its own time");
            stormy.Diary.ShouldBe(calm.Diary, $"seed {seed}");
            stormy.Violations.ShouldBeEmpty($"seed {seed}");
        });
    }

    private static async Task<(string Diary, int Requests, int Faults, TimeSpan VirtualTime, IReadOnlyList<string> Violations)> LiveAsync(ulong seed, FaultSettings faults)
    {
        await using var simulated = await SimulatedTenant.StartAsync(seed, faults);
        var morning = simulated.Clock.GetUtcNow();
        var diary = await new Day(simulated).LiveAsync();
        return (diary, simulated.Handler.Sent, simulated.Tenant.Journal.Count(entry => entry.Fault is not null), simulated.Clock.GetUtcNow() - morning, simulated.Tenant.Violations);
    }
}
