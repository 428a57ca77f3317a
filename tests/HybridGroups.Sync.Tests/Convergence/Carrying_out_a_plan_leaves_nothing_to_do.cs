using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Convergence;

public sealed class Carrying_out_a_plan_leaves_nothing_to_do(ITestOutputHelper output)
{
    [Fact]
    public void In_any_world_whatever_happens_to_it()
    {
        var random = Seed.Random(output, 3);
        var changes = 0;
        for (var world = 0; world < 60; world++)
        {
            var seed = random.Next();
            var it = new RandomWorld(seed);
            for (var time = 0; time < 4; time++)
            {
                changes += Settle(it, seed);
                it.Happen(8);
            }
        }

        changes.ShouldBeGreaterThan(2000);
        output.WriteLine($"{changes} changes");
    }

    // A name that another group still has is taken in the next round: hence a few.
    private static int Settle(RandomWorld world, int seed)
    {
        var changes = 0;
        for (var round = 0; round < 4; round++)
        {
            var verdict = world.Directories.Run(world.Intents);
            if (verdict.Apply.Count == 0) return changes;
            changes += verdict.Apply.Count;
        }

        var left = world.Directories.Plan(world.Intents).Changes;
        string.Join('\n', left.SelectMany(change => change.Keys.Append($"{change.Group}: {change.Reason}"))).ShouldBeEmpty($"world {seed}");
        return changes;
    }
}
