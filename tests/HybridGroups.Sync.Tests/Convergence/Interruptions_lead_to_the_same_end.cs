using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Convergence;

/// <summary>The pure part of being killed: at any point of carrying out a plan the program ends, and another begins with what it reads.</summary>
public sealed class Interruptions_lead_to_the_same_end(ITestOutputHelper output)
{
    private const int KillPoints = 300;

    [Fact]
    public void Wherever_it_is_killed_and_whether_it_remembers_or_not()
    {
        var random = Seed.Random(output, 13);
        var (killed, deleted) = (0, 0);
        while (killed < KillPoints)
        {
            var seed = random.Next();
            var calm = Changed(seed);
            Settle(calm, seed);
            var expected = EndState.Of(calm.Directories);
            for (var time = 0; time < 5; time++)
            {
                var world = Changed(seed);
                var kills = 1 + random.Next(3);
                for (var kill = 0; kill < kills; kill++)
                {
                    var changes = world.Directories.PlanAndCheck(world.Intents).Apply;
                    if (changes.Count == 0) break;
                    world.Directories.Apply(random.Next(2) == 0 ? changes.Take(random.Next(changes.Count)) : [.. changes.Where(_ => random.Next(2) == 0)]);
                    switch (random.Next(3))
                    {
                        case 0:
                            world.Directories.Restart();
                            break;
                        case 1:
                            world.Directories.RestartFromSnapshot();
                            break;
                    }

                    killed++;
                }

                Settle(world, seed);
                var reached = EndState.Of(world.Directories);
                EndState.Difference(expected, reached).ShouldBeEmpty($"world {seed}");
                reached.Count.ShouldBe(expected.Count, $"world {seed}: nothing is there twice");
                Deleted(world).ShouldBe(Deleted(calm), $"world {seed}");
                deleted += Deleted(world).Length;
            }
        }

        output.WriteLine($"{killed} kill points, {deleted} deletions, all of them wanted");
        deleted.ShouldBeGreaterThan(50);
    }

    private static string[] Deleted(RandomWorld world) => [.. world.Directories.Domain.Deleted.Concat(world.Directories.Tenant.Deleted).Order(StringComparer.Ordinal)];

    private static RandomWorld Changed(int seed)
    {
        var world = new RandomWorld(seed);
        Settle(world, seed);
        world.Happen(12);
        return world;
    }

    private static void Settle(RandomWorld world, int seed)
    {
        for (var round = 0; round < 6; round++)
        {
            if (world.Directories.Run(world.Intents).Apply.Count == 0) return;
        }

        var left = world.Directories.Plan(world.Intents).Changes;
        left.ShouldBeEmpty($"world {seed}");
    }
}
