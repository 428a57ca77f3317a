using System.Globalization;

namespace HybridGroups.Sync.Tests;

/// <summary>Fixed, so that a failure is there again tomorrow; another one can be asked for with HYBRIDGROUPS_SEED.</summary>
internal static class Seed
{
    public static Random Random(ITestOutputHelper output, int usual)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("HYBRIDGROUPS_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var asked) ? asked : usual;
        output.WriteLine($"seed {seed}");
        return new Random(seed);
    }
}
