namespace HybridGroups.Api.References;

/// <summary>Which namespaces.</summary>
public enum AllowedNamespacesFrom
{
    /// <summary>Only the connector's own.</summary>
    Same,

    /// <summary>Every namespace.</summary>
    All,

    /// <summary>Those that a selector picks.</summary>
    Selector,
}
