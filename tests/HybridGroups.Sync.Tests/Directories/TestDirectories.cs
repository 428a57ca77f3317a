using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Safety;
using HybridGroups.Sync.Selection;
using HybridGroups.Sync.Snapshots;

namespace HybridGroups.Sync.Tests.Directories;

/// <summary>Two directories, what the engine knows of them, and the engine.</summary>
internal sealed class TestDirectories
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public MatchingOrder Matching { get; }

    public TestDirectories(MatchingOrder? matching = null)
    {
        Matching = matching ?? MatchingOrder.Default;
        Forget();
    }

    public SimulatedActiveDirectory Domain { get; } = new();

    public SimulatedEntra Tenant { get; } = new();

    public DirectoryModel Model { get; private set; } = null!;

    public RuleBook Rules { get; private set; } = null!;

    public Baseline Baseline { get; private set; } = null!;

    public Approvals Approvals { get; } = new();

    public DateTimeOffset Now { get; set; } = Start;

    public Limits Limits { get; set; } = new();

    public List<string> WritableContainers { get; } = [SimulatedActiveDirectory.CloudGroups, SimulatedActiveDirectory.Quarantine];

    public long? OnPremisesObjectsBefore { get; set; }

    public long? CloudObjectsBefore { get; set; }

    /// <summary>Somebody who is in both directories and known as the same by the anchor.</summary>
    public Person Person(string name)
    {
        var onPremises = Domain.PutPerson(name);
        return new Person(onPremises, Tenant.PutPerson(name, ("onPremisesImmutableId", Convert.ToBase64String(onPremises.ToByteArray())), ("mail", $"{name}@example.com")));
    }

    public Person[] People(int count, string prefix = "person") => [.. Enumerable.Range(0, count).Select(number => Person($"{prefix}{number}"))];

    /// <summary>As after a start without a snapshot: nothing is known, everything is read.</summary>
    public TestDirectories Restart()
    {
        Forget();
        return Read();
    }

    /// <summary>As after a start with a snapshot: what was known is known again, and what has changed since is still to be read.</summary>
    public TestDirectories RestartFromSnapshot()
    {
        using var saved = new MemoryStream();
        var writer = new SnapshotWriter(saved);
        OnPremisesSnapshot.Write(Model.OnPremises, writer);
        CloudSnapshot.Write(Model.Cloud, writer);
        BaselineSnapshot.Write(Baseline, writer);
        writer.Flush();
        Forget();
        saved.Position = 0;
        var reader = new SnapshotReader(saved);
        OnPremisesSnapshot.Read(Model.OnPremises, reader);
        CloudSnapshot.Read(Model.Cloud, reader);
        BaselineSnapshot.Read(Baseline, reader);
        (Model.OnPremisesIsCurrent, Model.CloudIsCurrent) = (true, true);
        return this;
    }

    public TestDirectories Read()
    {
        Model.ReadAll(Domain, Tenant);
        return this;
    }

    /// <summary>What the tenant calls its products.</summary>
    public Dictionary<Guid, string> Products { get; } = [];

    public TestDirectories ReadChanges()
    {
        if (!Model.IsComplete) return Read();
        Model.ReadChanges(Domain);
        Model.ReadChanges(Tenant);
        return this;
    }

    /// <summary>The plan for what the model knows now, whether or not that is how things are.</summary>
    public Plan PlanAsKnown(params IReadOnlyList<Intent> intents) => new Planner(Model, Rules, Baseline).Run(intents, Now);

    public Plan Plan(params IReadOnlyList<Intent> intents) => ReadChanges().PlanAsKnown(intents);

    public Verdict Check(Plan plan, params IReadOnlyList<Intent> intents) => Guard.Check(
        plan, Model,
        new GuardFacts(Limits, [.. WritableContainers.Select(DirectoryPath.Of)], intents, Approvals)
        {
            OnPremisesObjectsBefore = OnPremisesObjectsBefore,
            CloudObjectsBefore = CloudObjectsBefore,
            Products = Products,
        });

    public Verdict PlanAndCheck(params IReadOnlyList<Intent> intents) => Check(Plan(intents), intents);

    public PlanApplier Apply(IEnumerable<PlannedChange> changes)
    {
        var applier = new PlanApplier(Domain, Tenant, Baseline);
        applier.Apply(changes);
        return applier;
    }

    /// <summary>A whole round: what changed is read, planned, checked, and what may be done is done.</summary>
    public Verdict Run(params IReadOnlyList<Intent> intents)
    {
        var verdict = PlanAndCheck(intents);
        Apply(verdict.Apply);
        return verdict;
    }

    /// <summary>Rounds until nothing is left to do.</summary>
    public TestDirectories Settle(params IReadOnlyList<Intent> intents)
    {
        for (var round = 0; round < 5; round++)
        {
            var plan = Plan(intents);
            if (plan.Changes.Count == 0) return this;
            Apply(plan.Changes);
        }

        var left = Plan(intents).Changes;
        left.ShouldBeEmpty("after five rounds");
        return this;
    }

    private void Forget()
    {
        Model = new DirectoryModel(SimulatedActiveDirectory.BaseName, Matching);
        Rules = new RuleBook(Model);
        Baseline = new Baseline();
    }
}
