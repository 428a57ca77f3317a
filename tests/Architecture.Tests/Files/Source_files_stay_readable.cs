namespace Architecture.Tests.Files;

public sealed class Source_files_stay_readable
{
    private const int SourceLimit = 400;
    private const int TestLimit = 600;

    // Path and reason. Empty is how it should stay.
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal);

    [Fact]
    public void No_source_file_is_longer_than_400_lines_and_no_test_file_than_600()
    {
        var tooLong = CheckedInFile.All
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && !Exceptions.ContainsKey(path))
            .Select(path => (Path: path, Lines: CheckedInFile.TextOf(path).AsSpan().Count('\n'), Limit: path.StartsWith("src/", StringComparison.Ordinal) ? SourceLimit : TestLimit))
            .Where(file => file.Lines > file.Limit)
            .Select(file => $"{file.Path}: {file.Lines} lines, the limit is {file.Limit}");

        tooLong.ShouldBeEmpty("Split the file by what it does; an exception needs a reason in this test.");
    }

    [Fact]
    public void No_exception_is_kept_for_a_file_that_is_gone() =>
        Exceptions.Keys.Where(path => !CheckedInFile.All.Contains(path, StringComparer.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void No_folder_is_named_for_what_its_files_have_in_common_besides_a_purpose()
    {
        string[] drawers = ["Helpers", "Utils", "Utilities", "Common", "Interfaces", "Misc", "Extensions", "Services", "Managers"];

        CheckedInFile.All
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(path => path.Split('/')[..^1])
            .Distinct(StringComparer.Ordinal)
            .Intersect(drawers, StringComparer.OrdinalIgnoreCase)
            .ShouldBeEmpty("A folder is a feature.");
    }
}
