namespace HybridGroups.Api.SyncConnectors;

/// <summary>How a connection to a domain controller becomes encrypted.</summary>
public enum TlsMode
{
    /// <summary>From the first byte, on port 636.</summary>
    LDAPS,

    /// <summary>By a request on port 389, before anything else is said.</summary>
    StartTLS,
}
