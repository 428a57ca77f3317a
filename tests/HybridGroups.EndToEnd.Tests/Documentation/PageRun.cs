namespace HybridGroups.EndToEnd.Tests.Documentation;

/// <summary>Runs a page from top to bottom in one shell; what is printed must be what the page shows.</summary>
internal static class PageRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(300);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="page">The page.</param>
    /// <param name="company">Where it is run.</param>
    /// <param name="connector">What NAME stands for.</param>
    public static async Task OfAsync(Page page, ExampleCompany company, string connector = ExampleCompany.Connector)
    {
        await using var shell = company.OpenShell();
        foreach (var fence in page.Fences.Where(fence => fence.NotRun is null))
        {
            if (fence.FileName is { } file) await company.SaveAsync(file, fence.Lines);
            else if (fence.IsConsole) await RunAsync(company, shell, fence, connector, page.World == Incident.World ? 1 : 0);
        }
    }

    private static async Task RunAsync(ExampleCompany company, Shell shell, Fence fence, string connector, int worstAnswer)
    {
        foreach (var command in ShownCommand.Of(fence))
        {
            var began = TimeProvider.System.GetTimestamp();
            while (true)
            {
                var (output, problem) = await RunOnceAsync(company, shell, command, connector, worstAnswer);
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

    private static async Task<(string Output, string? Problem)> RunOnceAsync(ExampleCompany company, Shell shell, ShownCommand command, string connector, int worstAnswer)
    {
        var (exitCode, text) = await shell.RunAsync(company.Placeholders.Typed(command.Text, connector), Cancellation);
        var output = company.Placeholders.Hidden(text);
        // Where something is wrong, 1 is an answer of hybrid-groups: not all is as it should be. What it does not understand is 2.
        var answers = command.Text.StartsWith("hybrid-groups ", StringComparison.Ordinal) ? worstAnswer : 0;
        if (exitCode > answers && !command.ExitCodeIsShown) return (output, $"ended with exit code {exitCode}. A page that means it to shows it: $ echo $?");
        return (output, command.MissingFrom(output) is { } missing ? $"the page shows:\n  {missing}" : null);
    }
}
