using TestEnvironment;

namespace Charts.Tests;

public sealed class The_chart_renders_what_its_values_say
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Cases => [.. ChartCase.Names];

    public static TheoryData<string> Mistakes => [.. Directory.EnumerateFiles(Repository.PathOf("tests", "charts", "refused")).Select(Path.GetFileNameWithoutExtension).OfType<string>()];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task In_each_case(string name)
    {
        var chartCase = new ChartCase(name);

        var manifests = await chartCase.RenderAsync(Cancellation);

        chartCase.Expectations.Select(expectation => expectation.Problem(manifests)).OfType<string>().ShouldBeEmpty(chartCase.Shows);
        if (chartCase.Objects is { } objects)
        {
            manifests.Select(manifest => manifest.Name).ShouldBe(objects, chartCase.Shows);
        }

        if (chartCase.Notes.Count > 0)
        {
            var notes = await chartCase.NotesAsync(Cancellation);
            chartCase.Notes.Where(note => !notes.Contains(note, StringComparison.Ordinal)).ShouldBeEmpty(notes);
        }
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task And_refuses_a_mistake_with_the_name_of_the_value(string name)
    {
        var file = Repository.PathOf("tests", "charts", "refused", name + ".yaml");
        var reason = (await File.ReadAllLinesAsync(file, Cancellation))[0]["# refused: ".Length..];

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => Manifests.RenderAsync("hybrid-groups", Cancellation, "--values", file));

        refused.Message.ShouldContain(reason);
    }
}
