using System.Text.RegularExpressions;

namespace HybridGroups.EndToEnd.Tests.Documentation;

/// <summary>
/// A fenced block of a page. Its info string says what it is for: <c>```yaml file=connector.yaml</c>, <c>```console</c>,
/// <c>```console not-run="why"</c>.
/// </summary>
internal sealed partial record Fence(string Page, int Line, string Language, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<string> Lines)
{
    // What a reader looks at and nobody could run.
    private const string Picture = "text";

    // Asked of a Prometheus by Monitoring/Service_levels_can_be_measured, on whichever page it is.
    private const string Query = "promql";

    /// <summary>How far the block is moved to the right.</summary>
    public int Indent { get; init; }

    /// <summary>The file that a reader would save it as.</summary>
    public string? FileName => Attributes.GetValueOrDefault("file");

    /// <summary>Why it cannot be run here.</summary>
    public string? NotRun => Attributes.GetValueOrDefault("not-run");

    public bool IsQuery => Language == Query;

    public bool IsConsole => Language == "console";

    /// <summary>Either it is run, or it is saved and something that is run uses it, or it says why it is not.</summary>
    public bool IsAccountedFor => NotRun is { Length: > 0 } || Language == Picture || IsQuery || (NotRun is null && (IsConsole || FileName is not null));

    public override string ToString() => $"{Page}:{Line} ```{Language}";

    public static Fence Open(string page, int line, string info)
    {
        var language = info.Split(' ', 2)[0];
        var attributes = AttributeForm().Matches(info).ToDictionary(
            match => match.Groups["name"].Value, match => match.Groups["quoted"].Success ? match.Groups["quoted"].Value : match.Groups["plain"].Value, StringComparer.Ordinal);
        return new Fence(page, line, language, attributes, []);
    }

    [GeneratedRegex("""(?<name>[a-z-]+)=("(?<quoted>[^"]*)"|(?<plain>\S+))""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AttributeForm();
}
