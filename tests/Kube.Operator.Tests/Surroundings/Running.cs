using Kube.Operator.Informers;

namespace Kube.Operator.Tests.Surroundings;

/// <summary>An informer that runs, with the changes that it told.</summary>
internal sealed class Running : IAsyncDisposable
{
    private static readonly TimeSpan LongestList = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<StoreChange<Widget>> _changes = [];
    private readonly Task _loop;

    public Running(Informer<Widget> informer, bool keepsChanges = true)
    {
        Informer = informer;
        if (keepsChanges)
        {
            informer.OnChange(change =>
            {
                lock (_changes)
                {
                    _changes.Add(change);
                }
            });
        }

        _loop = informer.RunAsync(_stop.Token);
    }

    public Informer<Widget> Informer { get; }

    public InformerStore<Widget> Store => Informer.Store;

    public IReadOnlyList<StoreChange<Widget>> Changes
    {
        get
        {
            lock (_changes)
            {
                return [.. _changes];
            }
        }
    }

    public static async Task<Running> StartAsync(Informer<Widget> informer, CancellationToken cancellation, bool keepsChanges = true)
    {
        var running = new Running(informer, keepsChanges);
        try
        {
            await informer.WaitForSyncAsync(cancellation).WaitAsync(LongestList, TimeProvider.System, cancellation);
            return running;
        }
        catch (TimeoutException late)
        {
            await running.DisposeAsync();
            throw new TimeoutException($"The informer has read no complete list within {LongestList.TotalSeconds:0} s.", late);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }
}
