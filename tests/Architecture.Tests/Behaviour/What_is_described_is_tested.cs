using System.Text.RegularExpressions;
using Architecture.Tests.Files;

namespace Architecture.Tests.Behaviour;

/// <summary>docs/behaviour.md names a test for everything that it says. Here it is seen that each is there and runs.</summary>
public sealed partial class What_is_described_is_tested
{
    private const string Page = "docs/behaviour.md";

    public static TheoryData<string> Sections => [.. Rows().Select(row => row.Section).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Sections))]
    public void Every_test_that_the_page_names_is_there_and_is_not_skipped(string section)
    {
        var tests = TestsOf(CheckedInFile.All.Where(path => path.StartsWith("tests/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal)));
        var missing = Rows()
            .Where(row => row.Section == section)
            .SelectMany(row => row.Tests.Where(test => !tests.Contains(test)).Select(test => $"{test}, for: {row.Behaviour}"));
        missing.ShouldBeEmpty($"{Page} names tests that are not there or do not run.");
    }

    [Fact]
    public void Everything_that_the_page_says_names_a_test() =>
        Rows().Where(row => row.Tests.Count == 0).Select(row => row.Behaviour).ShouldBeEmpty($"{Page} says something and names no test for it.");

    [Fact]
    public void Everything_that_the_page_says_is_proven_end_to_end()
    {
        var tests = TestsOf(CheckedInFile.All.Where(path => path.StartsWith("tests/HybridGroups.EndToEnd.Tests/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal)));
        Rows().Where(row => !row.Tests.Any(tests.Contains)).Select(row => row.Behaviour).ShouldBeEmpty($"{Page} says something that no test sees with the operator itself.");
    }

    [Fact]
    public void Nothing_is_said_twice() =>
        Rows().GroupBy(row => row.Behaviour, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();

    [Fact]
    public void A_test_that_is_skipped_or_has_no_attribute_is_not_taken_for_one()
    {
        const string source = """
            public sealed class Some_tests
            {
                [Fact]
                public void Runs()
                [Fact(Skip = "not now")]
                public void Does_not_run()
                [Theory]
                [InlineData(1)]
                public async Task Runs_with_values(int value)
                private static void Is_none()
                public sealed record Nested
                [Fact]
                public void Runs_after_a_nested_type()
            }
            """;
        TestsIn(source).ShouldBe(["Some_tests.Runs", "Some_tests.Runs_with_values", "Some_tests.Runs_after_a_nested_type"]);
    }

    private static IEnumerable<(string Section, string Behaviour, IReadOnlyList<string> Tests)> Rows()
    {
        var section = string.Empty;
        foreach (var line in CheckedInFile.TextOf(Page).Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) section = line[3..].Trim();
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells is not ["", var behaviour, var tests, ""] || behaviour.StartsWith("---", StringComparison.Ordinal) || behaviour == "what it does") continue;
            yield return (section, behaviour, [.. Named().Matches(tests).Select(match => match.Groups["test"].Value)]);
        }
    }

    private static HashSet<string> TestsOf(IEnumerable<string> paths) => [.. paths.SelectMany(path => TestsIn(CheckedInFile.TextOf(path)))];

    private static IEnumerable<string> TestsIn(string source)
    {
        var owner = string.Empty;
        var isTest = false;
        foreach (var line in source.Split('\n').Select(line => line.Trim()))
        {
            // The tests of a file are in its first class; what is nested in it serves them.
            if (owner.Length == 0 && Class().Match(line) is { Success: true } found) owner = found.Groups["name"].Value;
            if (line.StartsWith('['))
            {
                isTest = (isTest || Attribute().IsMatch(line)) && !line.Contains("Skip", StringComparison.Ordinal);
            }
            else if (isTest && Method().Match(line) is { Success: true } method)
            {
                yield return $"{owner}.{method.Groups["name"].Value}";
                isTest = false;
            }
        }
    }

    [GeneratedRegex("`(?<test>\\w+\\.\\w+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Named();

    [GeneratedRegex(@"^public (sealed |abstract )?(partial )?class (?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Class();

    [GeneratedRegex(@"^\[(Fact|Theory)\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^public (async )?(void|Task|ValueTask) (?<name>\w+)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Method();
}
