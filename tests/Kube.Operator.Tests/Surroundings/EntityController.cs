using Kube.Client.Metadata;
using Kube.Operator.Controllers;

namespace Kube.Operator.Tests.Surroundings;

/// <summary>A controller that does what a test says, and counts.</summary>
internal sealed class EntityController(Func<Widget, CancellationToken, Task<ReconcileResult>> reconcile) : IEntityController<Widget>
{
    private int _runs;

    public int Runs => Volatile.Read(ref _runs);

    public List<ObjectKey> Order { get; } = [];

    public Task<ReconcileResult> ReconcileAsync(Widget entity, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _runs);
        lock (Order)
        {
            Order.Add(entity.Key);
        }

        return reconcile(entity, cancellation);
    }

    public Task DeletedAsync(ObjectKey key, CancellationToken cancellation) => Task.CompletedTask;
}
