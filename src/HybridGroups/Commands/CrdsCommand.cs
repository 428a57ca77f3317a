using System.CommandLine;
using System.Text;
using HybridGroups.Generation;

namespace HybridGroups.Commands;

/// <summary>Prints what is generated from the sources, writes it to files, or compares it with files.</summary>
internal static class CrdsCommand
{
    public static Command Create()
    {
        var write = new Option<DirectoryInfo?>("--write") { Description = "Write each definition to a file in this folder.", HelpName = "DIR" };
        var verify = new Option<DirectoryInfo?>("--verify") { Description = "Compare with the files in this folder; exit code 1 when one differs.", HelpName = "DIR" };
        var config = new Option<DirectoryInfo?>("--config") { Description = "Besides, write or compare roles and webhook configuration in this folder.", HelpName = "DIR" };
        var monitoring = new Option<DirectoryInfo?>("--monitoring") { Description = "With --config: besides, what kustomize needs of the alerts and the dashboard in this folder.", HelpName = "DIR" };
        var command = new Command("crds", "Print the custom resource definitions.") { write, verify, config, monitoring };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(write) is { } target)
            {
                return await WriteAsync(Files(target, parsed.GetValue(config), parsed.GetValue(monitoring)), cancellation);
            }

            return parsed.GetValue(verify) is { } committed ? await VerifyAsync(Files(committed, parsed.GetValue(config), parsed.GetValue(monitoring)), cancellation) : await PrintAsync();
        });
        return command;
    }

    private static IEnumerable<(string Path, string Text)> Files(DirectoryInfo definitions, DirectoryInfo? config, DirectoryInfo? monitoring) =>
    [
        .. GeneratedFiles.Definitions().Select(file => (Path.Combine(definitions.FullName, file.Path), file.Text)),
        .. config is null ? [] : GeneratedFiles.Config().Select(file => (Path.Combine(config.FullName, file.Path), file.Text)),
        .. config is null || monitoring is null ? [] : GeneratedFiles.Monitoring(monitoring).Select(file => (Path.Combine(config.FullName, file.Path), file.Text)),
    ];

    private static async Task<int> PrintAsync()
    {
        foreach (var (_, text) in GeneratedFiles.Definitions())
        {
            await Console.Out.WriteAsync($"---\n{text}");
        }

        return 0;
    }

    private static async Task<int> WriteAsync(IEnumerable<(string Path, string Text)> files, CancellationToken cancellation)
    {
        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), cancellation);
            await Console.Out.WriteLineAsync(path);
        }

        return 0;
    }

    private static async Task<int> VerifyAsync(IEnumerable<(string Path, string Text)> files, CancellationToken cancellation)
    {
        var differing = 0;
        foreach (var (path, text) in files)
        {
            if (!File.Exists(path) || !string.Equals(await File.ReadAllTextAsync(path, cancellation), text, StringComparison.Ordinal))
            {
                await Console.Error.WriteLineAsync($"{path} is not what the sources generate. Run: make generate");
                differing++;
            }
        }

        return differing == 0 ? 0 : 1;
    }
}
