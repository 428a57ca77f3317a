namespace Kube.Client.Metadata;

/// <summary>An object of a custom kind.</summary>
public abstract record CustomResource<TSpec, TStatus> : KubernetesObject
    where TSpec : class
    where TStatus : class, IConditionedStatus
{
    /// <summary>What is wanted.</summary>
    public required TSpec Spec { get; init; }

    /// <summary>Where it stands, written by the operator alone.</summary>
    public TStatus? Status { get; init; }
}
