using System.Text.Json;

namespace HybridGroups.Rules.Tests.Corpus;

/// <summary>Rules that people published, kept beside the repository; not everybody who builds this has them.</summary>
internal static class PublishedRules
{
    public sealed record Row(int Line, string Rule, string Target, string Expect, string Why);

    public static string? File()
    {
        var shared = Environment.GetEnvironmentVariable("HYBRIDGROUPS_SHARED");
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null && shared is null; directory = directory.Parent)
        {
            if (directory.GetFiles("Operator.sln").Length > 0)
            {
                shared = Path.Combine(directory.Parent?.FullName ?? string.Empty, "shared");
            }
        }

        var file = Path.Combine(shared ?? string.Empty, "reference", "rules-corpus.jsonl");
        return System.IO.File.Exists(file) ? file : null;
    }

    public static IEnumerable<Row> Read(string file) => System.IO.File.ReadLines(file).Select((line, index) =>
    {
        using var document = JsonDocument.Parse(line);
        var row = document.RootElement;
        return new Row(
            index + 1,
            row.GetProperty("rule").GetString()!,
            row.GetProperty("target").GetString()!,
            row.GetProperty("expect").GetString()!,
            row.GetProperty("why").GetString()!);
    });
}
