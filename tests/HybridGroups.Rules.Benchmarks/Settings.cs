using System.Globalization;

namespace HybridGroups.Rules.Benchmarks;

/// <summary>How large the run is; by default as large as the claim.</summary>
internal sealed record Settings(int Users, int Rules, int IncrementalRules, int SampleUsers, int SampleRules, long Fuzz, int Seed, bool Memory, bool DuckDb)
{
    public static Settings Parse(string[] args)
    {
        long Number(string name, long otherwise)
        {
            var at = Array.IndexOf(args, name);
            return at >= 0 && at + 1 < args.Length ? long.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
        }

        return new Settings(
            (int)Number("--users", 1_000_000),
            (int)Number("--rules", 10_000),
            (int)Number("--incremental-rules", 15_000),
            (int)Number("--sample-users", 20_000),
            (int)Number("--sample-rules", 200),
            Number("--fuzz", 0),
            (int)Number("--seed", 42),
            args.Contains("--memory", StringComparer.Ordinal),
            !args.Contains("--no-duckdb", StringComparer.Ordinal));
    }
}
