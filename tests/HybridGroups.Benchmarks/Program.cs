using HybridGroups.Benchmarks.Engine;
using HybridGroups.Benchmarks.Latency;
using TestEnvironment;

// With an argument: that one alone.
switch (args)
{
    case ["planning"]:
        PlanningBenchmark.Run();
        return;
    case ["restart"]:
        RestartBenchmark.Run();
        return;
    case [RestartBenchmark.Restarted, var folder]:
        RestartBenchmark.Restart(folder);
        return;
}

// Each benchmark prints its own figures; a benchmark that cannot measure what it claims throws.
PlanningBenchmark.Run();
RestartBenchmark.Run();
await using var surroundings = await Surroundings.SharedAsync(CancellationToken.None);
await ChangeToConditionBenchmark.RunAsync(surroundings.Description, changes: 200, CancellationToken.None);
