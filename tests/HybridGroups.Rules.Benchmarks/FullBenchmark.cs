using HybridGroups.Rules.Engine;

namespace HybridGroups.Rules.Benchmarks;

/// <summary>Every rule over everybody, by us and by the peers. No time is quoted before the results are the same.</summary>
internal static class FullBenchmark
{
    private const int Runs = 5;

    public static bool Run(Settings settings)
    {
        var employees = new Employee[settings.Users];
        Parallel.For(0, employees.Length, i => employees[i] = EmployeeTable.Make(i));
        Rule[] rules = [];
        var parsing = Measure.Milliseconds(() => rules = [.. RuleTexts.Make(settings.Rules).Select(text => Rule.Parse(text).Rule!)]);
        var store = new ObjectStore(RuleSubject.User);
        var loading = Measure.Milliseconds(() => Array.ForEach(employees, e => EmployeeTable.Add(store, e)));
        Console.WriteLine($"{settings.Rules:N0} rules of three predicates, {settings.Users:N0} users with {EmployeeTable.Columns.Length} attributes, {Environment.ProcessorCount} processors");
        Console.WriteLine($"parsing the rules {parsing:F0} ms, filling the columns {loading:F0} ms (not part of what follows)");

        var (engine, cold, warm) = Ours(store, rules);
        var ours = (Clock: Measure.Median(cold.Select(c => c.Clock)), Processors: Measure.Median(cold.Select(c => c.Processors)));
        Console.WriteLine($"ours: {engine.PredicateCount:N0} different predicates; {Runs} runs each (the first with the compiler at work)");
        Console.WriteLine($"      cold {Show(cold)}");
        Console.WriteLine($"      warm {Show(warm)}");
        var snapshot = engine.Snapshot();
        Console.WriteLine($"      {rules.Select((_, i) => (long)snapshot[$"{i}"].Count).Sum():N0} memberships");
        var equal = Compiled(settings, employees, rules, snapshot, ours);
        return DuckDb(settings, employees, rules, snapshot, ours) && equal;
    }

    private static (RuleEngine Engine, List<(double Clock, double Processors)> Cold, List<(double Clock, double Processors)> Warm) Ours(ObjectStore store, Rule[] rules)
    {
        var named = rules.Select((rule, i) => KeyValuePair.Create($"{i}", rule)).ToList();
        var cold = new List<(double Clock, double Processors)>();
        RuleEngine engine = null!;
        for (var run = 0; run < Runs; run++)
        {
            cold.Add(Measure.Both(() =>
            {
                engine = new RuleEngine(store, DateTimeOffset.UnixEpoch) { KeepRowSets = true };
                engine.Load(named);
            }));
            if (run < Runs - 1)
            {
                engine.Detach();
            }
        }

        return (engine, cold, [.. Enumerable.Range(0, Runs).Select(_ => Measure.Both(engine.EvaluateAgain))]);
    }

    private static bool Compiled(Settings settings, Employee[] employees, Rule[] rules, MembershipSnapshot snapshot, (double Clock, double Processors) ours)
    {
        var compiled = new Func<Employee, bool>[rules.Length];
        var compiling = Measure.Milliseconds(() => Parallel.For(0, rules.Length, i => compiled[i] = CompiledPredicates.Compile(rules[i].Condition)));
        var sample = employees.AsMemory(0, Math.Min(settings.SampleUsers, employees.Length));
        var chosen = new List<int>[rules.Length];
        var elapsed = new List<(double Clock, double Processors)>();
        for (var run = 0; run < 3; run++)
        {
            elapsed.Add(Measure.Both(() => Parallel.For(0, rules.Length, i =>
            {
                var (predicate, members) = (compiled[i], new List<int>());
                var people = sample.Span;
                for (var e = 0; e < people.Length; e++)
                {
                    if (predicate(people[e]))
                    {
                        members.Add(e);
                    }
                }

                chosen[i] = members;
            })));
        }

        var wrong = Enumerable.Range(0, rules.Length).Count(i =>
            !snapshot[$"{i}"].ObjectIds().TakeWhile(id => string.CompareOrdinal(id, employees[Math.Min(sample.Length, employees.Length - 1)].ObjectId) < 0 || sample.Length == employees.Length)
                .SequenceEqual(chosen[i].Select(e => employees[e].ObjectId), StringComparer.Ordinal));
        if (wrong > 0)
        {
            Console.WriteLine($"compiled predicates: {wrong} rules choose other members; no time is quoted");
            return false;
        }

        var share = (double)employees.Length / sample.Length;
        var full = (Clock: Measure.Median(elapsed.Select(e => e.Clock)) * share, Processors: Measure.Median(elapsed.Select(e => e.Processors)) * share);
        Console.WriteLine($"compiled predicates: same members; all rules on the first {sample.Length:N0} users, {Show(elapsed)} (compiling {compiling / 1000:F1} s not counted)");
        Console.WriteLine($"      times {share:F0}: {full.Clock / 1000:F0} s on the clock, {full.Processors / 1000:F0} s of processors: {full.Clock / ours.Clock:F0} x and {full.Processors / ours.Processors:F0} x ours");
        return true;
    }

    private static bool DuckDb(Settings settings, Employee[] employees, Rule[] rules, MembershipSnapshot snapshot, (double Clock, double Processors) ours)
    {
        if (!settings.DuckDb)
        {
            Console.WriteLine("DuckDB: left out because of --no-duckdb");
            return true;
        }

        // Evenly over all rules, not the first ones.
        var count = Math.Min(settings.SampleRules, rules.Length);
        var chosen = Enumerable.Range(0, count).Select(i => (int)((long)i * rules.Length / count)).ToArray();
        if (DuckDbPeer.Run(employees, chosen.Select(i => rules[i])) is not { } answer)
        {
            Console.WriteLine("DuckDB: not run, npm or node is not there");
            return true;
        }

        var rowOf = employees.Select((e, row) => (e.ObjectId, row)).ToDictionary(e => e.ObjectId, e => (long)e.row, StringComparer.Ordinal);
        var wrong = chosen.Where((rule, i) => (snapshot[$"{rule}"].Count, snapshot[$"{rule}"].ObjectIds().Sum(id => rowOf[id])) != answer.Rules[i]).Count();
        if (wrong > 0 || !answer.BatchedAgrees)
        {
            Console.WriteLine($"DuckDB: {wrong} rules choose other members; no time is quoted");
            return false;
        }

        var share = (double)rules.Length / count;
        Console.WriteLine($"DuckDB: same members; {count} rules on all users, one query a rule {answer.Single.Clock:F0} ms (processors {answer.Single.Processors:F0}), fifty rules a query {answer.Batched.Clock:F0} ms (processors {answer.Batched.Processors:F0})");
        var best = (Clock: Math.Min(answer.Single.Clock, answer.Batched.Clock) * share, Processors: Math.Min(answer.Single.Processors, answer.Batched.Processors) * share);
        Console.WriteLine($"      the better times {share:F0}: {best.Clock / 1000:F0} s on the clock, {best.Processors / 1000:F0} s of processors: {best.Clock / ours.Clock:F0} x and {best.Processors / ours.Processors:F0} x ours");
        return true;
    }

    private static string Show(List<(double Clock, double Processors)> runs) =>
        $"median {Measure.Median(runs.Select(r => r.Clock)):F0} ms ({runs.Min(r => r.Clock):F0} to {runs.Max(r => r.Clock):F0}), of processors {Measure.Median(runs.Select(r => r.Processors)):F0} ms ({runs.Min(r => r.Processors):F0} to {runs.Max(r => r.Processors):F0})";
}
