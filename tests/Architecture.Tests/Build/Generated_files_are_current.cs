using TestEnvironment;

namespace Architecture.Tests.Build;

public sealed class Generated_files_are_current
{
    [Theory]
    [InlineData("crds")]
    [InlineData("charts/hybrid-groups/definitions")]
    [InlineData("config/crd")]
    public async Task The_committed_definitions_are_what_the_sources_generate(string folder)
    {
        var verified = await Script.TryRunAsync(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "hybrid-groups.dll"), "crds", "--verify", folder],
            TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        verified.ExitCode.ShouldBe(0, verified.Errors);
    }

    [Fact]
    public async Task Roles_webhook_monitoring_and_pages_of_documentation_are_what_the_sources_generate()
    {
        var verified = await Script.TryRunAsync(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "hybrid-groups.dll"), "crds", "--verify", "crds", "--config", "config", "--docs", "docs", "--monitoring", "charts/hybrid-groups/monitoring"],
            TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        verified.ExitCode.ShouldBe(0, verified.Errors);
    }

    [Fact]
    public async Task A_definition_that_was_edited_by_hand_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("hybrid-groups-crds-");
        try
        {
            foreach (var file in Directory.EnumerateFiles(Repository.PathOf("crds"), "*.yaml"))
            {
                await File.WriteAllTextAsync(
                    Path.Combine(folder.FullName, Path.GetFileName(file)), await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) + "# edited\n", TestContext.Current.CancellationToken);
            }

            var verified = await Script.TryRunAsync(
                "dotnet", [Path.Combine(AppContext.BaseDirectory, "hybrid-groups.dll"), "crds", "--verify", folder.FullName],
                TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

            verified.ExitCode.ShouldBe(1);
            verified.Errors.ShouldContain("make generate");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
