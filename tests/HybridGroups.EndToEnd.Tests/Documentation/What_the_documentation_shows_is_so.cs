namespace HybridGroups.EndToEnd.Tests.Documentation;

/// <summary>Every command of every page, from top to bottom, on the real servers; what it prints is what the page shows.</summary>
public sealed class What_the_documentation_shows_is_so(SharedSurroundings surroundings)
{
    public static TheoryData<string> Pages => [.. Page.ToRun.Where(page => page.World != Incident.World).Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_command_does_what_the_page_says(string path)
    {
        var page = Page.Read(path);
        await using var company = await ExampleCompany.FoundAsync(surroundings.Description, page.World ?? "bare");
        await PageRun.OfAsync(page, company);
    }
}
