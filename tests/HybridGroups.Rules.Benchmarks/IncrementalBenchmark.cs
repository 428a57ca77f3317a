using HybridGroups.Rules.Engine;

namespace HybridGroups.Rules.Benchmarks;

/// <summary>One attribute of one person changes, and every rule must know.</summary>
internal static class IncrementalBenchmark
{
    private const int Changes = 20_000;
    private const int PeerChanges = 200;
    private const int People = 100_000;

    public static bool Run(Settings settings)
    {
        var people = Math.Min(People, settings.Users);
        var store = new ObjectStore(RuleSubject.User);
        var employees = Enumerable.Range(0, people).Select(EmployeeTable.Make).ToArray();
        Array.ForEach(employees, e => EmployeeTable.Add(store, e));
        var rules = RuleTexts.Make(settings.IncrementalRules).Select((text, i) => KeyValuePair.Create($"{i}", Rule.Parse(text).Rule!)).ToList();
        var engine = new RuleEngine(store, DateTimeOffset.UnixEpoch);
        engine.Load(rules);
        var random = new Random(99);
        var columns = EmployeeTable.Changing.Select(name => EmployeeTable.Columns.First(c => c.Property.Key == name)).ToArray();
        var told = new List<MembershipChange>(100_000);
        var elapsed = new List<double>();
        long allocated = 0;
        long memberships = 0;
        for (var i = -2_000; i < Changes; i++)
        {
            var employee = employees[random.Next(people)];
            var (member, property) = columns[random.Next(columns.Length)];
            var value = i % 20 == 0 ? $"New value {i}" : (string?)member.GetValue(EmployeeTable.Make(random.Next(people)));
            value = i % 20 == 0 && property.Key is "accountEnabled" ? "false" : value;
            told.Clear();
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = TimeProvider.System.GetTimestamp();
            engine.ChangeText(employee.ObjectId, property, value, told);
            var time = TimeProvider.System.GetElapsedTime(start);
            if (i >= 0)
            {
                elapsed.Add(time.TotalMicroseconds);
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                memberships += told.Count;
            }

            member.SetValue(employee, value);
        }

        var compiled = rules.Select(r => CompiledPredicates.Compile(r.Value.Condition)).ToArray();
        var peer = new List<double>();
        for (var i = 0; i < PeerChanges; i++)
        {
            var employee = employees[random.Next(people)];
            var start = TimeProvider.System.GetTimestamp();
            var matched = 0;
            foreach (var predicate in compiled)
            {
                matched += predicate(employee) ? 1 : 0;
            }

            peer.Add(TimeProvider.System.GetElapsedTime(start).TotalMicroseconds);
            GC.KeepAlive(matched);
        }

        if (!Agrees(engine, employees, compiled))
        {
            Console.WriteLine("incremental: the members differ from those of a full evaluation; no time is quoted");
            return false;
        }

        var median = Measure.Median(elapsed);
        Console.WriteLine(
            $"incremental: {Changes:N0} changes of one attribute against {rules.Count:N0} rules, {memberships:N0} memberships turned; members equal to a full evaluation by the peer; median {median:F1} µs, p90 {Measure.Percentile(elapsed, 0.9):F1} µs, p99 {Measure.Percentile(elapsed, 0.99):F1} µs, {allocated / Changes} bytes allocated per change");
        Console.WriteLine($"             all compiled predicates on one user: median {Measure.Median(peer):F0} µs = {Measure.Median(peer) / median:F0} x ours");
        return true;
    }

    private static bool Agrees(RuleEngine engine, Employee[] employees, Func<Employee, bool>[] compiled)
    {
        var snapshot = engine.Snapshot();
        var step = Math.Max(1, compiled.Length / 500);
        for (var i = 0; i < compiled.Length; i += step)
        {
            if (!snapshot[$"{i}"].ObjectIds().SequenceEqual(employees.Where(compiled[i]).Select(e => e.ObjectId), StringComparer.Ordinal))
            {
                return false;
            }
        }

        return true;
    }
}
