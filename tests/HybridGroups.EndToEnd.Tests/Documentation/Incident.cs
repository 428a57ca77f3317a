namespace HybridGroups.EndToEnd.Tests.Documentation;

/// <summary>
/// The company of the examples on a bad day, founded when the first runbook is opened: a rule with a slip of the pen that would let everybody
/// in, one that does not parse, a group with licences whose source is gone, a connector whose Secret is missing, snapshots that cannot be written.
/// </summary>
public sealed class Incident(SharedSurroundings surroundings) : IAsyncLifetime
{
    internal const string World = "incident";
    internal const string ConnectorWithoutSecret = "other";

    // Also when it fails: then it fails for every page, and at once.
    private Task<ExampleCompany>? company;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    internal Task<ExampleCompany> CompanyAsync() => company ??= FoundAsync();

    public async ValueTask DisposeAsync()
    {
        if (company is { IsCompletedSuccessfully: true }) await (await company).DisposeAsync();
    }

    private async Task<ExampleCompany> FoundAsync()
    {
        var founded = await ExampleCompany.FoundAsync(surroundings.Description, World);
        try
        {
            await founded.BreakAsync();
            return founded;
        }
        catch
        {
            await founded.DisposeAsync();
            throw;
        }
    }
}
