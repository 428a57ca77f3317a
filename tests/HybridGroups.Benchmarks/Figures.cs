namespace HybridGroups.Benchmarks;

/// <summary>Durations of one kind.</summary>
internal sealed class Figures(IEnumerable<TimeSpan> durations)
{
    private readonly TimeSpan[] _sorted = [.. durations.Order()];

    public TimeSpan Median => Percentile(50);

    public TimeSpan Percentile(int percent) => _sorted[Math.Min(_sorted.Length - 1, _sorted.Length * percent / 100)];

    public override string ToString() =>
        $"median {Median.TotalMilliseconds:0.0} ms, p95 {Percentile(95).TotalMilliseconds:0.0} ms, {_sorted.Length} times";
}
