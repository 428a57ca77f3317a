namespace HybridGroups.Sync.Ports;

/// <summary>How the application proves who it is.</summary>
public abstract record EntraSignIn
{
    private EntraSignIn()
    {
    }

    // No case prints what it holds.
    public sealed override string ToString() => GetType().Name;

    public sealed record Secret(string ClientId, string Value) : EntraSignIn;

    /// <param name="CertificatePem">The certificate, with its chain.</param>
    public sealed record Certificate(string ClientId, string CertificatePem, string KeyPem) : EntraSignIn;

    public sealed record WorkloadIdentity(string? ClientId, string? TokenFile) : EntraSignIn;

    public sealed record ManagedIdentity(string? ClientId) : EntraSignIn;
}
