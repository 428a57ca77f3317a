using Architecture.Tests.Dependencies;

namespace Architecture.Tests.Files;

public sealed class Every_assembly_explains_itself
{
    public static TheoryData<string> Names => [.. SourceProject.All.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_assembly_has_a_readme_of_at_most_60_lines_that_says_what_must_not_be_in_it(string name)
    {
        var path = $"src/{name}/README.md";

        CheckedInFile.All.ShouldContain(path);
        var text = CheckedInFile.TextOf(path);
        text.AsSpan().Count('\n').ShouldBeLessThanOrEqualTo(60);
        text.ShouldContain("must not be here", Case.Insensitive);
    }
}
