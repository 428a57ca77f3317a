using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Operator.Writes;

namespace Kube.Operator.Conditions;

/// <summary>Writes statuses: nothing when nothing changed, else the difference alone, and only onto the object that was read.</summary>
public sealed class StatusWriter<T, TSpec, TStatus>(ResourceClient<T> client, WriteTracker writes, string fieldManager)
    where T : CustomResource<TSpec, TStatus>
    where TSpec : class
    where TStatus : class, IConditionedStatus
{
    /// <summary>Brings the status to what is wanted. True when it had to be written.</summary>
    /// <exception cref="Kube.Client.Errors.KubeApiException">Conflict: the object has changed since it was read; decide again.</exception>
    public async Task<bool> WriteAsync(T read, TStatus wanted, CancellationToken cancellation)
    {
        if (StatusPatch.Between(read.Status, wanted) is not { } change)
        {
            return false;
        }

        writes.Note(await client.MergeStatusAsync(read, change, fieldManager, cancellation));
        return true;
    }
}
