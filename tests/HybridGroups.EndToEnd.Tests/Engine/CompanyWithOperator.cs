using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>A company whose operator runs already. The tests of one class share it: founding one costs seconds.</summary>
public abstract class CompanyWithOperator(SharedSurroundings surroundings) : IAsyncLifetime
{
    private Company? company;
    private OperatorProcess? hybridGroups;

    internal Company Company => company!;

    internal OperatorProcess Operator => hybridGroups!;

    public virtual async ValueTask InitializeAsync()
    {
        company = await FoundAsync();
        await SetUpAsync(company);
        hybridGroups = Start(company);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (hybridGroups is not null) await hybridGroups.DisposeAsync();
        if (company is not null) await company.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Asks for a look at both directories, and tries an assertion until it holds.</summary>
    internal async Task SoonAsync(Func<Task> assertion)
    {
        await Company.SyncAsync();
        await Eventually.HoldsAsync(assertion, Operator);
    }

    /// <summary>Long enough for a round that would do what must not be done.</summary>
    internal async Task LookAsync()
    {
        await Company.SyncAsync();
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, Company.Cancellation);
    }

    private protected abstract Task SetUpAsync(Company founded);

    private protected virtual Task<Company> FoundAsync() => Company.FoundAsync(surroundings.Description);

    private protected virtual OperatorProcess Start(Company founded) => founded.StartOperator();
}
