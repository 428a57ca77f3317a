namespace Kube.Client.Metadata;

/// <summary>A status that tools which know only the conventions (kubectl wait, Argo CD, Flux) can read.</summary>
public interface IConditionedStatus
{
    /// <summary>The generation of the spec that the status speaks of.</summary>
    long? ObservedGeneration { get; }

    IReadOnlyList<Condition>? Conditions { get; }
}
