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
        var docs = new Option<DirectoryInfo?>("--docs") { Description = "Besides, write or compare the generated pages of documentation in this folder.", HelpName = "DIR" };
        var command = new Command(
            "crds",
            """
            Prints the custom resource definitions, or writes and compares everything that is generated from the sources.

            Exit codes: 0 done, 1 a file is not what the sources generate.

            Examples:
              hybrid-groups crds | kubectl apply -f -
              hybrid-groups crds --write crds --config config
              hybrid-groups crds --verify crds --config config
            """) { write, verify, config, docs, monitoring };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(write) is { } target)
            {
                return await WriteAsync(Files(target, parsed.GetValue(config), parsed.GetValue(docs), parsed.GetValue(monitoring)), cancellation);
            }

            return parsed.GetValue(verify) is { } committed ? await VerifyAsync(Files(committed, parsed.GetValue(config), parsed.GetValue(docs), parsed.GetValue(monitoring)), cancellation) : await PrintAsync();
        });
        return command;
    }

    private static IEnumerable<(string Path, string Text)> Files(DirectoryInfo definitions, DirectoryInfo? config, DirectoryInfo? docs, DirectoryInfo? monitoring) =>
    [
        .. GeneratedFiles.Definitions().Select(file => (Path.Combine(definitions.FullName, file.Path), file.Text)),
        .. config is null ? [] : GeneratedFiles.Config().Select(file => (Path.Combine(config.FullName, file.Path), file.Text)),
        .. docs is null ? [] : GeneratedFiles.Docs().Select(file => (Path.Combine(docs.FullName, file.Path), file.Text)),
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
