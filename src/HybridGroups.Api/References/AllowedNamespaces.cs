using Kube.Client.Schema;

namespace HybridGroups.Api.References;

/// <summary>From which namespaces policies and rules may refer to a connector.</summary>
[Cel("(self.from == 'Selector') == has(self.selector)", "give a selector exactly when from is Selector", FieldPath = ".selector")]
public sealed record AllowedNamespaces
{
    /// <summary>Same: the connector's own. All: every namespace. Selector: those that the selector picks.</summary>
    [Default("\"Same\"")]
    public AllowedNamespacesFrom From { get; init; } = AllowedNamespacesFrom.Same;

    /// <summary>Picks namespaces by their labels; only with from Selector.</summary>
    public LabelSelector? Selector { get; init; }

    /// <summary>Whether an object in a namespace may refer to a connector.</summary>
    /// <param name="connectorNamespace">Where the connector is.</param>
    /// <param name="otherNamespace">Where the object is that refers to it.</param>
    /// <param name="otherLabels">The labels of that namespace; null when they are not known.</param>
    public bool Allows(string connectorNamespace, string otherNamespace, IReadOnlyDictionary<string, string>? otherLabels) => From switch
    {
        _ when string.Equals(connectorNamespace, otherNamespace, StringComparison.Ordinal) => true,
        AllowedNamespacesFrom.All => true,
        AllowedNamespacesFrom.Selector => Selector is not null && otherLabels is not null && Selector.Matches(otherLabels),
        _ => false,
    };
}
