namespace HybridGroups.EndToEnd.Tests.Documentation;

/// <summary>Every command of every page, from top to bottom, on the real servers; what it prints is what the page shows.</summary>
public sealed class What_the_documentation_shows_is_so(SharedSurroundings surroundings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(300);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Pages => [.. Page.Paths.Where(path => Page.Read(path).HasSomethingToRun && path.Contains(Environment.GetEnvironmentVariable("HYBRIDGROUPS_TEST_PAGE") ?? string.Empty, StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_command_does_what_the_page_says(string path)
    {
        var page = Page.Read(path);
        await using var company = await ExampleCompany.FoundAsync(surroundings.Description, page.World ?? "bare");
        await using var shell = company.OpenShell();
        foreach (var fence in page.Fences.Where(fence => fence.NotRun is null))
        {
            if (fence.FileName is { } file) await company.SaveAsync(file, fence.Lines);
            else if (fence.IsConsole) await RunAsync(company, shell, fence);
        }
    }

    private static async Task RunAsync(ExampleCompany company, Shell shell, Fence fence)
    {
        foreach (var command in ShownCommand.Of(fence))
        {
            var began = TimeProvider.System.GetTimestamp();
            while (true)
            {
                var (output, problem) = await RunOnceAsync(company, shell, command);
                if (problem is null)
                {
                    TestContext.Current.TestOutputHelper?.WriteLine("$ {0}\n{1}", command.Text, output);
                    break;
                }

                if (!command.MayBeRepeated || TimeProvider.System.GetElapsedTime(began) > Patience || company.Operator is { HasEnded: true })
                    Assert.Fail($"{command.Place}: $ {command.Text}\n{problem}\nwhat was printed:\n{output}\n\nThe operator said:\n{string.Join('\n', company.Operator?.Log.Split('\n').TakeLast(12) ?? [])}");
                await Task.Delay(Glance, TimeProvider.System, Cancellation);
            }
        }
    }

    private static async Task<(string Output, string? Problem)> RunOnceAsync(ExampleCompany company, Shell shell, ShownCommand command)
    {
        var (exitCode, text) = await shell.RunAsync(company.Placeholders.Filled(command.Text), Cancellation);
        var output = company.Placeholders.Hidden(text);
        if (exitCode != 0 && !command.ExitCodeIsShown) return (output, $"ended with exit code {exitCode}. A page that means it to shows it: $ echo $?");
        return (output, command.MissingFrom(output) is { } missing ? $"the page shows:\n  {missing}" : null);
    }
}
