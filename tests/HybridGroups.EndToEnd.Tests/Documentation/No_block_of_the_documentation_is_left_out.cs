using System.Text.RegularExpressions;
using TestEnvironment;

namespace HybridGroups.EndToEnd.Tests.Documentation;

/// <summary>What keeps the pages honest besides being run.</summary>
public sealed partial class No_block_of_the_documentation_is_left_out
{
    public static TheoryData<string> Pages => [.. Page.Paths];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_is_run_or_saved_or_says_why_it_is_not(string path)
    {
        var page = Page.Read(path);
        foreach (var fence in page.Fences.Where(fence => fence.NotRun is not null)) TestContext.Current.SendDiagnosticMessage("not run: {0}: {1}", fence, fence.NotRun!);
        page.Fences.Where(fence => !fence.IsAccountedFor).Select(fence => fence.ToString())
            .ShouldBeEmpty("A block is ```console, a file (```yaml file=name.yaml), or says why it is not run: not-run=\"reason\".");
        foreach (var fence in page.Fences.Where(fence => fence is { IsConsole: true, NotRun: null })) ShownCommand.Of(fence).ShouldNotBeEmpty(fence.ToString());
    }

    [Fact]
    public void A_block_that_says_nothing_of_itself_is_found()
    {
        var bare = Fence.Open("docs/x.md", 1, "console");
        var fragment = Fence.Open("docs/x.md", 2, "yaml");
        var excused = Fence.Open("docs/x.md", 3, "yaml not-run=\"no cluster of Azure here\"");

        bare.IsAccountedFor.ShouldBeTrue();
        fragment.IsAccountedFor.ShouldBeFalse();
        Fence.Open("docs/x.md", 4, string.Empty).IsAccountedFor.ShouldBeFalse();
        Fence.Open("docs/x.md", 5, "console not-run=\"\"").IsAccountedFor.ShouldBeFalse();
        excused.NotRun.ShouldBe("no cluster of Azure here");
    }

    [Fact]
    public async Task Every_page_of_the_repository_that_has_a_block_is_one_of_these()
    {
        var pages = await Script.RunAsync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"], TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        pages.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(path => File.Exists(Repository.PathOf(path)) && Page.Read(path).Fences.Any(fence => fence.Language != "text"))
            .Except(Page.Paths, StringComparer.Ordinal).ShouldBeEmpty("What people are told to type is run: add the page to Page.Paths.");
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_file_that_a_page_shows_is_used_by_a_command_of_that_page(string path)
    {
        var page = Page.Read(path);
        var commands = page.Fences.Where(fence => fence is { IsConsole: true, NotRun: null }).SelectMany(ShownCommand.Of).Select(command => command.Text).ToArray();
        page.Fences.Where(fence => fence is { FileName: not null, NotRun: null }).Select(fence => fence.FileName!)
            .Where(file => !commands.Any(command => command.Contains(file, StringComparison.Ordinal) || (Path.GetDirectoryName(file) is { Length: > 0 } folder && command.Contains(folder, StringComparison.Ordinal))))
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_somewhere(string path)
    {
        var folder = Path.GetDirectoryName(Repository.PathOf(path))!;
        var broken = Links().Matches(Page.Read(path).Text)
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.StartsWith("http", StringComparison.Ordinal))
            .Where(target => !LeadsSomewhere(Path.GetRelativePath(Repository.Root, Path.Combine(folder, target.Split('#')[0])), target, path));
        broken.ShouldBeEmpty();
    }

    private static bool LeadsSomewhere(string file, string target, string from)
    {
        var parts = target.Split('#');
        var page = parts[0].Length == 0 ? from : file;
        if (!File.Exists(Repository.PathOf(page)) && !Directory.Exists(Repository.PathOf(page))) return false;
        return parts.Length == 1 || Headings().Matches(File.ReadAllText(Repository.PathOf(page))).Any(heading => AnchorOf(heading.Groups["text"].Value) == parts[1]);
    }

    // As GitHub makes them.
    private static string AnchorOf(string heading) => NotInAnchors().Replace(heading.Trim().ToLowerInvariant(), string.Empty).Replace(' ', '-');

    [GeneratedRegex(@"(?<!!)\[[^\]]*\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInAnchors();
}
