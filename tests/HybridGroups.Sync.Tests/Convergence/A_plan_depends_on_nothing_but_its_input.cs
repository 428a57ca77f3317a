using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Safety;
using HybridGroups.Sync.Selection;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Convergence;

public sealed class A_plan_depends_on_nothing_but_its_input(ITestOutputHelper output)
{
    [Fact]
    public void The_order_in_which_the_directories_are_read_and_the_intents_are_given_changes_nothing()
    {
        var random = Seed.Random(output, 5);
        var changes = 0;
        for (var count = 0; count < 60; count++)
        {
            var seed = random.Next();
            var world = Changed(seed);
            var plan = world.Directories.Plan(world.Intents);
            var model = ReadInAnyOrder(world.Directories, random);
            var other = new Planner(model, new RuleBook(model), world.Directories.Baseline).Run([.. world.Intents.OrderBy(_ => random.Next())], world.Directories.Now);
            string.Join('\n', Text(other)).ShouldBe(string.Join('\n', Text(plan)), $"world {seed}");
            changes += plan.Changes.Count;
        }

        changes.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void What_is_not_held_does_not_change_the_hash_of_what_is()
    {
        var random = Seed.Random(output, 6);
        var held = 0;
        for (var count = 0; count < 80; count++)
        {
            var seed = random.Next();
            var world = Changed(seed);
            world.Directories.Limits = new Limits { RemovedMembersPercent = 1 + random.Next(60), DeletedGroups = random.Next(2), RemovedMembers = 1 + random.Next(12) };
            var plan = world.Directories.Plan(world.Intents);
            var verdict = world.Directories.Check(plan, world.Intents);
            if (verdict.Held is null) continue;
            held++;
            var isHeld = verdict.Held.Changes.ToHashSet();
            var fewer = plan with { Changes = [.. plan.Changes.Where(change => isHeld.Contains(change) || random.Next(2) == 0)] };
            world.Directories.Check(fewer, world.Intents).Held!.Hash.ShouldBe(verdict.Held.Hash, $"world {seed}");
            HeldChanges.HashOf(verdict.Held.Keys.Reverse()).ShouldBe(verdict.Held.Hash);
            HeldChanges.HashOf(verdict.Held.Keys.Skip(1)).ShouldNotBe(verdict.Held.Hash);
        }

        held.ShouldBeGreaterThan(30);
    }

    private static RandomWorld Changed(int seed)
    {
        var world = new RandomWorld(seed);
        world.Directories.Run(world.Intents);
        world.Happen(10);
        return world;
    }

    private static IEnumerable<string> Text(Plan plan) => plan.Changes.Select(change => $"{change.Group} {change.Reason} {string.Join(',', change.Keys)}")
        .Concat(plan.Problems.Select(problem => $"{problem.Class} {problem.Object}").Order(StringComparer.Ordinal));

    private static DirectoryModel ReadInAnyOrder(TestDirectories directories, Random random)
    {
        var model = new DirectoryModel(SimulatedActiveDirectory.BaseName, MatchingOrder.Default);
        model.OnPremises.BeginFull();
        foreach (var change in directories.Domain.Everything().OrderBy(_ => random.Next())) model.OnPremises.Apply(change);
        model.OnPremises.CompleteFull(Reading.Cookie);
        foreach (var kind in Reading.Kinds.Reverse()) model.ReadAll(kind, directories.Tenant.Everything(kind).OrderBy(_ => random.Next()));
        (model.OnPremisesIsCurrent, model.CloudIsCurrent) = (true, true);
        return model;
    }
}
