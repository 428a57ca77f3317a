namespace HybridGroups.Rules.Benchmarks;

internal static class Measure
{
    public static double Milliseconds(Action action)
    {
        var start = TimeProvider.System.GetTimestamp();
        action();
        return TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>
    /// The time on the clock and the time of all processors together. On a machine with other work the clock measures that work
    /// too; the processors' time does not.
    /// </summary>
    public static (double Clock, double Processors) Both(Action action)
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var clock = Milliseconds(action);
        process.Refresh();
        return (clock, (process.TotalProcessorTime - before).TotalMilliseconds);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    public static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Min(sorted.Length - 1, sorted.Length * share)];
    }
}
