using System.Security.Cryptography.X509Certificates;

namespace HybridGroups.Entra.Connecting;

/// <summary>How the application proves who it is.</summary>
public abstract record EntraCredential
{
    private EntraCredential()
    {
    }

    // No case prints what it holds.
    public sealed override string ToString() => GetType().Name;

    public sealed record ClientSecret(string ClientId, string Secret) : EntraCredential;

    public sealed record Certificate(string ClientId, X509Certificate2 WithPrivateKey) : EntraCredential;

    /// <summary>A service account's token; what is null comes from the variables the workload identity webhook sets.</summary>
    public sealed record WorkloadIdentity(string? ClientId, string? TokenFile) : EntraCredential;

    /// <summary>Null is the system-assigned identity.</summary>
    public sealed record ManagedIdentity(string? ClientId) : EntraCredential;
}
