using System.CommandLine;
using System.Text.Json;
using HybridGroups.Auditing;
using HybridGroups.Controllers.Connectors;
using HybridGroups.Output;

namespace HybridGroups.Commands.Cluster;

/// <summary>Who was added or removed, when and why: from the folder that the operator keeps with --state-dir.</summary>
internal static class HistoryCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Create()
    {
        var folder = new Option<string>("--state-dir") { Description = "The folder given to hybrid-groups run.", HelpName = "FOLDER", Required = true };
        var about = new Option<string?>("--about") { Description = "Only what concerns this group or member: a part of its name.", HelpName = "TEXT" };
        var last = new Option<int>("--last") { Description = "Only so many, the newest.", DefaultValueFactory = _ => 100, HelpName = "COUNT" };
        var format = OutputOption.Create();
        var command = new Command(
            "history",
            """
            Shows every change that was made: what, to whom, who wanted it, and why.

            Exit codes: 0 something was found, 1 nothing was, or there is no history.

            Examples:
              hybrid-groups history --state-dir /var/lib/hybrid-groups --about anna
              kubectl exec deploy/hybrid-groups -- dotnet hybrid-groups.dll history --state-dir /var/lib/hybrid-groups
            """) { folder, about, last, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            var file = Path.Combine(parsed.GetRequiredValue(folder), AuditLog.FileName);
            if (!File.Exists(file))
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"error: there is no {file}. Is it the folder that hybrid-groups run was given with --state-dir?");
                return ClusterSession.Failed;
            }

            var found = new Queue<AuditRecord>();
            await foreach (var line in File.ReadLinesAsync(file, cancellation))
            {
                if (Read(line) is not { } entry || !Concerns(entry, parsed.GetValue(about))) continue;
                found.Enqueue(entry);
                if (found.Count > parsed.GetValue(last)) found.Dequeue();
            }

            if (parsed.GetValue(format) is var form and not OutputFormat.Text) await parsed.InvocationConfiguration.Output.WriteLineAsync(Structured.Of(form, new { changes = found }));
            else foreach (var entry in found) await WriteAsync(parsed.InvocationConfiguration.Output, entry);
            return found.Count > 0 ? ClusterSession.Success : ClusterSession.Failed;
        });
        return command;
    }

    private static bool Concerns(AuditRecord entry, string? text) =>
        text is null || entry.Group.Contains(text, StringComparison.OrdinalIgnoreCase)
        || entry.Members?.Any(member => member.Contains(text, StringComparison.OrdinalIgnoreCase)) == true;

    private static async Task WriteAsync(TextWriter output, AuditRecord entry)
    {
        await output.WriteLineAsync($"{entry.Time:yyyy-MM-dd HH:mm:ss}Z {entry.Change} {entry.Side} {entry.Group}{(entry.Error is null ? string.Empty : " FAILED")}");
        foreach (var member in entry.Members ?? []) await output.WriteLineAsync($"    {member}");
        foreach (var (name, value) in entry.After ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            await output.WriteLineAsync($"    {name}: '{entry.Before?.GetValueOrDefault(name)}' -> '{value}'");
        }

        await output.WriteLineAsync($"    because {entry.Reason} ({(entry.Reason.Contains("(generation ", StringComparison.Ordinal) ? string.Empty : $"generation {entry.Generation}, ")}plan {entry.Plan}){(entry.Error is null ? string.Empty : $"\n    {entry.Error}")}");
    }

    // A line that was cut by a crash is no reason to show none of the others.
    private static AuditRecord? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<AuditRecord>(line, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
