using HybridGroups.Benchmarks.Engine;
using HybridGroups.Benchmarks.Latency;
using TestEnvironment;

// Each benchmark prints its own figures; a benchmark that cannot measure what it claims throws.
PlanningBenchmark.Run();
await using var surroundings = await Surroundings.SharedAsync(CancellationToken.None);
await ChangeToConditionBenchmark.RunAsync(surroundings.Description, changes: 200, CancellationToken.None);
