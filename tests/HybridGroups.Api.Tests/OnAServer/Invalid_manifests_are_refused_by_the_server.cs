using System.Collections.Concurrent;
using HybridGroups.Api.Tests.Manifests;
using TestEnvironment;

namespace HybridGroups.Api.Tests.OnAServer;

public sealed class Invalid_manifests_are_refused_by_the_server(Installation installation)
{
    [Fact]
    public async Task Each_with_the_field_that_is_to_blame()
    {
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            InvalidManifest.Names.Select(InvalidManifest.Read).Where(invalid => !invalid.OnlyOffline),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken },
            async (invalid, _) =>
            {
                var result = await installation.TryKubectlAsync(["apply", "--dry-run=server", "--validate=false", "-f", "-"], invalid.Text);
                // Schema messages of the server name lists without the index.
                var field = invalid.Field.Split('[')[0];
                if (result.ExitCode == 0 || !result.Errors.Contains(field, StringComparison.Ordinal))
                {
                    wrong.Add($"{invalid.Name}: {result.ExitCode} {result.Errors}{result.Output}");
                }
            });

        wrong.ShouldBeEmpty(string.Join('\n', wrong));
    }
}
