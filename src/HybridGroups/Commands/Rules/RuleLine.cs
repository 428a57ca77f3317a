using System.Text.Json;
using HybridGroups.Rules;
using HybridGroups.Rules.Diagnostics;
using HybridGroups.Rules.Evaluation;

namespace HybridGroups.Commands.Rules;

/// <summary>One line of a file of rules. A line that cannot be read gets an answer like any other, so that answers stay in step.</summary>
internal sealed class RuleLine
{
    private static readonly DiagnosticCode Unreadable = new("HGR0001", DiagnosticSeverity.Error, "Line is not a rule");

    private RuleLine(string idJson, RuleRequest request, RuleDiagnostic? fault)
    {
        IdJson = idJson;
        Request = request;
        Fault = fault;
    }

    /// <summary>As it was given, be it a text or a number.</summary>
    public string IdJson { get; }

    public RuleRequest Request { get; }

    public RuleDiagnostic? Fault { get; }

    public static async Task<IReadOnlyList<RuleLine>> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        var lines = await File.ReadAllLinesAsync(file.FullName, cancellationToken);
        return [.. lines.Where(l => !string.IsNullOrWhiteSpace(l)).Select(Parse)];
    }

    private static RuleLine Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var json = document.RootElement;
            var id = json.TryGetProperty("id", out var given) ? given.GetRawText() : "null";
            if (!json.TryGetProperty("rule", out var rule) || rule.ValueKind != JsonValueKind.String)
            {
                return Faulty(id, string.Empty, "The line has no \"rule\".");
            }

            var text = rule.GetString()!;
            var hasTarget = json.TryGetProperty("target", out var target) && target.ValueKind != JsonValueKind.Null;
            if (!hasTarget || (target.ValueKind == JsonValueKind.String && (target.ValueEquals("unknown") || target.ValueEquals(string.Empty))))
            {
                return new RuleLine(id, new RuleRequest(text, null), null);
            }

            return Enum.TryParse<RuleSubject>(target.GetString(), ignoreCase: true, out var subject) && Enum.IsDefined(subject)
                ? new RuleLine(id, new RuleRequest(text, subject), null)
                : Faulty(id, text, $"\"target\" is \"user\" or \"device\", not {target.GetRawText()}.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Faulty("null", string.Empty, $"The line is not JSON: {exception.Message}");
        }
    }

    private static RuleLine Faulty(string id, string text, string message) =>
        new(id, new RuleRequest(text, null), new RuleDiagnostic(Unreadable, message, 0, text.Length, "{\"id\": \"1\", \"rule\": \"user.department -eq \\\"Sales\\\"\"}"));
}
