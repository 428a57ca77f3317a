using HybridGroups.Rules.Benchmarks;
using HybridGroups.Rules.Tests.Fuzzing;

var settings = Settings.Parse(args);
if (settings.Fuzz > 0)
{
    // One fuzzer per processor, each with a seed of its own.
    var workers = Environment.ProcessorCount;
    var outcomes = new RuleFuzzer.Outcome[workers];
    var elapsed = Measure.Milliseconds(() => Parallel.For(0, workers, i => outcomes[i] = new RuleFuzzer(settings.Seed + i).Run(settings.Fuzz / workers)));
    var inputs = outcomes.Sum(o => o.Inputs);
    Console.WriteLine($"fuzzing: {inputs:N0} inputs in {elapsed / 1000:F0} s (seeds {settings.Seed} to {settings.Seed + workers - 1}), {outcomes.Sum(o => o.Accepted):N0} accepted");
    Console.WriteLine($"slowest {outcomes.Max(o => o.SlowestMilliseconds):F1} ms: {outcomes.MaxBy(o => o.SlowestMilliseconds)!.SlowestInput}");
    foreach (var fault in outcomes.SelectMany(o => o.Faults))
    {
        Console.WriteLine($"FAULT {fault}");
    }

    return outcomes.Any(o => o.Faults.Count > 0) ? 1 : 0;
}

if (settings.Memory)
{
    MemoryBenchmark.Run(settings);
    return 0;
}

return FullBenchmark.Run(settings) & IncrementalBenchmark.Run(settings) ? 0 : 1;
