using System.Text.Json;

namespace HybridGroups.Rules.Tests;

/// <summary>Cases are data: a line or a document each, named by where they stand.</summary>
internal static class CaseFile
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Cases");

    public static TheoryData<string, int> Lines(string folder)
    {
        var data = new TheoryData<string, int>();
        foreach (var file in Directory.GetFiles(Path.Combine(Folder, folder), "*.jsonl").Order(StringComparer.Ordinal))
        {
            var count = File.ReadAllLines(file).Length;
            for (var line = 1; line <= count; line++)
            {
                data.Add($"{folder}/{Path.GetFileName(file)}", line);
            }
        }

        return data;
    }

    public static JsonElement Line(string file, int line) => JsonElement.Parse(File.ReadAllLines(Path.Combine(Folder, file))[line - 1]);

    public static RuleParse Parse(JsonElement json) => Rule.Parse(
        json.GetProperty("rule").GetString()!,
        json.TryGetProperty("dialect", out var dialect) ? Enum.Parse<RuleDialect>(dialect.GetString()!, ignoreCase: true) : RuleDialect.Entra,
        json.TryGetProperty("target", out var target) ? Enum.Parse<RuleSubject>(target.GetString()!, ignoreCase: true) : null);

    public static IEnumerable<string> Strings(JsonElement array) => array.EnumerateArray().Select(s => s.GetString()!);
}
