using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Selection;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Convergence;

public sealed class Nothing_is_taken_away_without_a_proof(ITestOutputHelper output)
{
    [Fact]
    public void Whatever_part_of_the_directories_is_known_and_whatever_is_missing()
    {
        var random = Seed.Random(output, 9);
        var withProof = 0;
        for (var count = 0; count < 80; count++)
        {
            var seed = random.Next();
            var world = new RandomWorld(seed);
            world.Directories.Run(world.Intents);
            world.Happen(12);
            var complete = world.Directories.Plan(world.Intents);
            withProof += complete.Changes.Count(change => change.TakesAway());

            var model = ReadInPart(world.Directories, random, missing: random.Next(6));
            model.ProveComplete().ShouldBeNull($"world {seed}");
            new Planner(model, new RuleBook(model), new Baseline()).Run(world.Intents, world.Directories.Now).Changes.Where(change => change.TakesAway()).ShouldBeEmpty($"world {seed}");
        }

        withProof.ShouldBeGreaterThan(100, "with the proof, things are taken away");
    }

    private static DirectoryModel ReadInPart(TestDirectories directories, Random random, int missing)
    {
        var model = new DirectoryModel(SimulatedActiveDirectory.BaseName, MatchingOrder.Default);
        model.OnPremises.BeginFull();
        foreach (var change in Some(directories.Domain.Everything(), missing == 0, random)) model.OnPremises.Apply(change);
        if (missing == 0) model.OnPremises.AbandonFull();
        else model.OnPremises.CompleteFull(Reading.Cookie);
        foreach (var (kind, number) in Reading.Kinds.Select((kind, number) => (kind, number + 1)))
        {
            model.Cloud.Apply(new CloudChange.RoundStarted(kind, IsFull: missing != number));
            foreach (var change in Some(directories.Tenant.Everything(kind), missing == number, random)) model.Cloud.Apply(change);
            model.Cloud.Apply(missing == number ? new CloudChange.RoundAbandoned(kind, "cut off") : Reading.Completed(kind));
        }

        (model.OnPremisesIsCurrent, model.CloudIsCurrent) = (missing != 4, missing != 5);
        return model;
    }

    private static IEnumerable<T> Some<T>(IEnumerable<T> all, bool isPart, Random random) => isPart ? all.Where(_ => random.Next(2) == 0) : all;
}
