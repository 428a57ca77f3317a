using Kube.Client.Metadata;

namespace Kube.Operator.Controllers;

/// <summary>Brings the world into the state that an object asks for. Called again at will: it must be idempotent.</summary>
public interface IEntityController<in T>
    where T : KubernetesObject
{
    Task<ReconcileResult> ReconcileAsync(T entity, CancellationToken cancellation);

    /// <summary>The object is gone.</summary>
    Task DeletedAsync(ObjectKey key, CancellationToken cancellation);
}
