namespace HybridGroups.Api.SyncConnectors;

/// <summary>Whether a connector writes.</summary>
public enum ConnectorMode
{
    /// <summary>It writes.</summary>
    Active,

    /// <summary>It computes and publishes its plan, and writes nothing.</summary>
    Staging,
}
