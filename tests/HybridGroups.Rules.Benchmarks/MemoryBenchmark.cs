using System.Diagnostics;
using HybridGroups.Rules.Engine;
using HybridGroups.Rules.Population;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Benchmarks;

/// <summary>In a process of its own, because the peers' objects would be counted too: the population, its memberships, the rules.</summary>
internal static class MemoryBenchmark
{
    private const int Groups = 100_000;
    private const int GroupsPerUser = 10;

    public static void Run(Settings settings)
    {
        var store = new ObjectStore(RuleSubject.User);
        for (var i = 0; i < settings.Users; i++)
        {
            EmployeeTable.Add(store, EmployeeTable.Make(i));
        }

        Print($"{settings.Users:N0} users with {EmployeeTable.Columns.Length} attributes", store);
        var groups = Enumerable.Range(0, Groups).Select(g => new Sequence<string?>([$"{g:x8}-9999-4222-8333-{g:x12}"])).ToArray();
        var memberOf = EmployeeTable.Find("memberOf");
        var random = new Random(3);
        for (var row = 0; row < settings.Users; row++)
        {
            var of = new Sequence<Sequence<string?>>(Enumerable.Range(0, GroupsPerUser).Select(_ => groups[random.Next(Groups)]));
            store.Set(row, memberOf, new PropertyValue.Many(of));
        }

        Print($"with {Groups:N0} groups and {(long)settings.Users * GroupsPerUser:N0} memberships", store);
        var engine = new RuleEngine(store, DateTimeOffset.UnixEpoch);
        engine.Load(RuleTexts.Make(settings.Rules).Select((text, i) => KeyValuePair.Create($"{i}", Rule.Parse(text).Rule!)));
        Print($"with {settings.Rules:N0} rules (their members: {engine.MembersMemory >> 20} MiB)", store);
    }

    private static void Print(string what, ObjectStore store)
    {
        // Asked for, so that garbage of the filling is not counted as held.
        var held = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"memory, {what}: columns {store.Memory >> 20} MiB, managed {held >> 20} MiB, process {process.WorkingSet64 >> 20} MiB (peak {process.PeakWorkingSet64 >> 20} MiB)");
    }
}
