namespace HybridGroups.Api.SyncConnectors;

/// <summary>How an account proves to a domain controller who it is.</summary>
public enum BindMethod
{
    /// <summary>Name and password, inside TLS.</summary>
    Simple,

    /// <summary>A Kerberos ticket.</summary>
    Kerberos,
}
