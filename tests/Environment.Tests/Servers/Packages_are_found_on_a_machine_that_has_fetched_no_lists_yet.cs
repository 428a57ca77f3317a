using TestEnvironment;

namespace Environment.Tests.Servers;

public sealed class Packages_are_found_on_a_machine_that_has_fetched_no_lists_yet
{
    [Fact]
    public async Task The_private_list_names_this_release_its_backports_and_its_sources()
    {
        var folder = Directory.CreateTempSubdirectory("hybrid-groups-packages-");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "lists", "partial"));
            var settings = Path.Combine(folder.FullName, "apt.conf");
            await File.WriteAllTextAsync(settings, $"Dir::State::Lists \"{folder.FullName}/lists\";\n", TestContext.Current.CancellationToken);

            await Script.RunAsync(
                "bash",
                ["-euc", "environment_folder=$PWD/tests/environment; source tests/environment/parts/settings.sh; apt_private=$0/private; write_private_list", folder.FullName],
                TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken,
                new Dictionary<string, string?>(StringComparer.Ordinal) { ["APT_CONFIG"] = settings });

            var list = await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "private", "sources.list"), TestContext.Current.CancellationToken);
            list.ShouldContain(line => line.StartsWith("deb ", StringComparison.Ordinal) && line.EndsWith(" main", StringComparison.Ordinal));
            list.ShouldContain(line => line.StartsWith("deb ", StringComparison.Ordinal) && line.EndsWith("-backports main", StringComparison.Ordinal));
            list.ShouldContain(line => line.StartsWith("deb-src ", StringComparison.Ordinal) && line.EndsWith(" main", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Who_reads_the_list_while_it_is_written_again_reads_all_of_it()
    {
        var folder = Directory.CreateTempSubdirectory("hybrid-groups-packages-");
        try
        {
            const string readWhileWritten =
                """
                environment_folder=$PWD/tests/environment; source tests/environment/parts/settings.sh; apt_private=$0
                write_private_list
                lines=$(wc -l <"$apt_private/sources.list")
                for _ in 1 2 3; do write_private_list; done & writer=$!
                while kill -0 "$writer" 2>/dev/null; do
                  read_lines=$(wc -l <"$apt_private/sources.list")
                  [[ $read_lines == "$lines" ]] || { echo "$read_lines lines of $lines"; wait; exit 0; }
                done
                echo "all of it"
                """;
            var read = await Script.RunAsync("bash", ["-euc", readWhileWritten, folder.FullName], TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

            read.Trim().ShouldBe("all of it");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
