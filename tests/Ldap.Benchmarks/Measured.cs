using System.Globalization;

namespace Ldap.Benchmarks;

/// <summary>Several ways to the same result, taken in turns, so that a machine that is busy for a while is busy for all of them.</summary>
internal static class Measured
{
    public static async Task CompareAsync(
        string what,
        int rounds,
        Func<Task>? prepare,
        params (string Name, Func<Task<long>> Run)[] ways)
    {
        var times = ways.ToDictionary(way => way.Name, _ => new List<double>(), StringComparer.Ordinal);
        var results = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (name, run) in ways)
            {
                if (prepare is not null) await prepare();
                var start = TimeProvider.System.GetTimestamp();
                results[name] = await run();
                times[name].Add(TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        var yardstick = Median(times[ways[0].Name]);
        Console.WriteLine($"{what} (median of {rounds}; ratio to {ways[0].Name})");
        foreach (var (name, _) in ways)
        {
            var median = Median(times[name]);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {name,-34} {median,9:0} ms   {median / yardstick,5:0.00} x   {results[name]} results   [{string.Join(' ', times[name].Select(time => time.ToString("0", CultureInfo.InvariantCulture)))}]"));
        }
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
