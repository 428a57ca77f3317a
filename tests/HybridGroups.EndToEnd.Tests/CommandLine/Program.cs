using HybridGroups.EndToEnd.Tests.Running;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.CommandLine;

/// <summary>The program as people and pipelines run it.</summary>
internal static class Program
{
    public static Task<ScriptResult> RunAsync(params string[] arguments) => RunAsync(environment: null, arguments);

    public static Task<ScriptResult> RunAsync(Dictionary<string, string?>? environment, params string[] arguments) => Script.TryRunAsync(
        "dotnet", [OperatorProcess.Program, .. arguments], TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken, environment);
}
