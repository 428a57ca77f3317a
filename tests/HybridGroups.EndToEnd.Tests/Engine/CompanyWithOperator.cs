using HybridGroups.EndToEnd.Tests.Running;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>A company whose operator runs already. The tests of one class share it: founding one costs seconds.</summary>
public abstract class CompanyWithOperator(SharedSurroundings surroundings) : IAsyncLifetime
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    private Company? company;
    private OperatorProcess? hybridGroups;

    internal Company Company => company!;

    internal OperatorProcess Operator => hybridGroups!;

    public virtual async ValueTask InitializeAsync()
    {
        company = await FoundAsync();
        await SetUpAsync(company);
        hybridGroups = Start(company);
        // On a busy machine it takes its time to start; what the tests wait for is what it does then.
        await Eventually.HoldsAsync(
            () =>
            {
                hybridGroups.Log.ShouldContain(" runs: ");
                return Task.CompletedTask;
            },
            hybridGroups, LongestStart);
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

    /// <summary>Approves what waits now, exactly.</summary>
    internal async Task ApproveAsync()
    {
        var hash = await Company.Cluster.FieldAsync("scon/corp", ".status.heldPlan.hash", Company.Cancellation);
        await Company.Cluster.KubectlAsync(Company.Cancellation, "annotate", "--overwrite", "scon/corp", $"hybridgroups.io/approve-plan={hash}");
    }

    /// <summary>Soon the group of Entra has these members, and no others.</summary>
    internal Task HasMembersAsync(Guid group, params Person[] people) => SoonAsync(() =>
    {
        Company.Entra.MembersOf(group).ShouldBe(people.Select(person => person.CloudId), ignoreOrder: true);
        return Task.CompletedTask;
    });

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
