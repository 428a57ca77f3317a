using System.Diagnostics;
using System.Globalization;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Intents;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Safety;
using HybridGroups.Sync.Selection;

namespace HybridGroups.Benchmarks.Engine;

/// <summary>What the engine costs over a large company, without any server: memory, the first plan, and a plan after one change.</summary>
internal static class PlanningBenchmark
{
    private const int Users = 100_000;
    private const int Groups = 10_000;
    private const int MembersEach = 100;
    private const int Repetitions = 7;
    private const string Base = "DC=corp,DC=example,DC=com";

    public static void Run()
    {
        var model = new DirectoryModel(Base, MatchingOrder.Default) { OnPremisesIsCurrent = true, CloudIsCurrent = true };
        var people = Fill(model);
        var rules = new RuleBook(model);
        var planner = new Planner(model, rules, new Baseline());
        IReadOnlyList<Intent> intents =
        [
            new WritebackIntent(new IntentRef(IntentKind.Writeback, "bench", 1), new Limits(), $"OU=Cloud,{Base}") { CommonName = "DisplayName", HonoursWritebackConfiguration = false },
        ];
        var first = Time(() => planner.Run(intents, DateTimeOffset.UnixEpoch));
        var plan = planner.Run(intents, DateTimeOffset.UnixEpoch);
        Say($"first plan: {first.TotalMilliseconds:0} ms, {plan.Changes.Count} changes, {plan.Changes.OfType<PlannedChange.AddMembers>().Sum(change => change.Members.Count)} members");

        Written(model, plan);
        Say($"nothing to do: {Median(() => planner.Run(intents, DateTimeOffset.UnixEpoch)):0} ms (median of {Repetitions})");
        Say($"after one member more in one group: {Median(() => AfterOne(model, planner, intents, people)):0} ms (median of {Repetitions})");
        Say($"memory: {GC.GetTotalMemory(forceFullCollection: true) / 1048576.0:0} MiB held, {Process.GetCurrentProcess().WorkingSet64 / 1048576.0:0} MiB process");
    }

    private static int next;

    private static void AfterOne(DirectoryModel model, Planner planner, IReadOnlyList<Intent> intents, Guid[] people)
    {
        var group = model.Cloud.Live(CloudObjectKind.Group).First();
        model.Cloud.Apply(new CloudChange.MemberPresent(group, people[^(++next)], CloudMemberKind.User));
        var changes = planner.Run(intents, DateTimeOffset.UnixEpoch).Changes;
        if (changes.Count != 1) throw new InvalidOperationException($"One change was expected, and {changes.Count} were planned.");
        Written(model, new Plan(changes, new Dictionary<string, IntentOutcome>(StringComparer.Ordinal)));
    }

    private static Guid[] Fill(DirectoryModel model)
    {
        var people = new Guid[Users];
        model.OnPremises.BeginFull();
        foreach (var kind in Enum.GetValues<CloudObjectKind>()) model.Cloud.Apply(new CloudChange.RoundStarted(kind, IsFull: true));
        for (var number = 0; number < Users; number++)
        {
            var (id, cloud) = (Id(1, number), Id(2, number));
            people[number] = cloud;
            var name = string.Create(CultureInfo.InvariantCulture, $"user{number}");
            model.OnPremises.Apply(new OnPremisesChange.Upserted(new OnPremisesObject(id, OnPremisesObjectKind.User, $"CN={name},OU=People,{Base}")
            {
                SecurityIdentifier = string.Create(CultureInfo.InvariantCulture, $"S-1-5-21-1-2-3-{number}"),
                Attributes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
                {
                    ["sAMAccountName"] = [name],
                    ["userPrincipalName"] = [$"{name}@example.com"],
                    ["department"] = [$"Department {number % 50}"],
                    ["displayName"] = [name],
                },
            }));
            model.Cloud.Apply(new CloudChange.Present(new CloudObject(CloudObjectKind.User, cloud, new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["userPrincipalName"] = $"{name}@example.com",
                ["displayName"] = name,
                ["onPremisesImmutableId"] = Convert.ToBase64String(id.ToByteArray()),
                ["accountEnabled"] = true,
                ["department"] = $"Department {number % 50}",
                ["mail"] = $"{name}@example.com",
            })));
        }

        for (var number = 0; number < Groups; number++)
        {
            var group = Id(3, number);
            model.Cloud.Apply(new CloudChange.Present(new CloudObject(CloudObjectKind.Group, group, new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["displayName"] = string.Create(CultureInfo.InvariantCulture, $"Group {number}"),
                ["securityEnabled"] = true,
                ["mailEnabled"] = false,
                ["groupTypes"] = Array.Empty<string>(),
            })));
            for (var member = 0; member < MembersEach; member++)
            {
                model.Cloud.Apply(new CloudChange.MemberPresent(group, people[((number * 7919) + (member * 31)) % (Users - Repetitions - 2)], CloudMemberKind.User));
            }
        }

        model.OnPremises.CompleteFull(new DirectoryCookie(new byte[] { 1 }));
        foreach (var kind in Enum.GetValues<CloudObjectKind>())
        {
            model.Cloud.Apply(new CloudChange.RoundCompleted(kind, new CloudCheckpoint(kind, "link", "root", "tenant", "selection", DateTimeOffset.UnixEpoch)));
        }

        Say($"{Users} people on both sides, {Groups} groups, {Groups * MembersEach} memberships");
        return people;
    }

    // What carrying the plan out would leave in the model.
    private static void Written(DirectoryModel model, Plan plan)
    {
        var made = new Dictionary<Guid, Guid>();
        foreach (var change in plan.Changes)
        {
            switch (change)
            {
                case PlannedChange.CreateOnPremisesGroup create:
                    var id = Guid.NewGuid();
                    made[change.Group.Id] = id;
                    model.OnPremises.Apply(new OnPremisesChange.Upserted(new OnPremisesObject(id, OnPremisesObjectKind.Group, $"CN={create.New.CommonName},{create.New.Container}")
                    {
                        Group = new GroupFacts(create.New.Kind) { WrittenBackFrom = create.New.Anchor },
                        Attributes = new Dictionary<string, IReadOnlyList<string>>(create.New.Attributes, StringComparer.OrdinalIgnoreCase) { ["sAMAccountName"] = [create.New.SamAccountName] },
                    }));
                    break;
                case PlannedChange.AddMembers add:
                    model.OnPremises.Apply(new OnPremisesChange.MembersChanged(
                        add.Group.IsNew ? made[add.Group.Id] : add.Group.Id, [.. add.Members.Select(member => member.IsNew ? made[member.Id] : member.Id)], []));
                    break;
            }
        }
    }

    private static double Median(Action action) => Enumerable.Range(0, Repetitions).Select(_ => Time(action).TotalMilliseconds).Order().ElementAt(Repetitions / 2);

    private static TimeSpan Time(Action action)
    {
        var began = TimeProvider.System.GetTimestamp();
        action();
        return TimeProvider.System.GetElapsedTime(began);
    }

    private static Guid Id(int kind, int number) => new(number, (short)kind, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, (byte)kind);

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
