using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace HybridGroups.Entra.Connecting;

/// <summary>Builds the Azure.Identity credential of a connection. A new one starts with an empty token cache.</summary>
internal sealed class CredentialFactory(EntraOptions options, HttpClient http)
{
    public TokenCredential Create()
    {
        // An own login host is nobody's well-known authority.
        var skipsDiscovery = !IsWellKnown(options.Cloud.Login);
        return options.Credential switch
        {
            EntraCredential.ClientSecret secret => new ClientSecretCredential(
                options.TenantId, secret.ClientId, secret.Secret,
                With(new ClientSecretCredentialOptions { DisableInstanceDiscovery = skipsDiscovery })),
            EntraCredential.Certificate certificate => new ClientCertificateCredential(
                options.TenantId, certificate.ClientId, certificate.WithPrivateKey,
                With(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = skipsDiscovery })),
            EntraCredential.WorkloadIdentity workload => new WorkloadIdentityCredential(Workload(workload, skipsDiscovery)),
            EntraCredential.ManagedIdentity managed => new ManagedIdentityCredential(With(new ManagedIdentityCredentialOptions(
                managed.ClientId is { } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned))),
            _ => throw new NotSupportedException($"There is no way to sign in with {options.Credential}."),
        };
    }

    private WorkloadIdentityCredentialOptions Workload(EntraCredential.WorkloadIdentity workload, bool skipsDiscovery)
    {
        var made = With(new WorkloadIdentityCredentialOptions { DisableInstanceDiscovery = skipsDiscovery, TenantId = options.TenantId });
        if (workload.ClientId is { } clientId)
            made.ClientId = clientId;
        if (workload.TokenFile is { } file)
            made.TokenFilePath = file;
        return made;
    }

    private T With<T>(T made)
        where T : TokenCredentialOptions
    {
        made.AuthorityHost = options.Cloud.Login;
        made.Transport = new HttpClientTransport(http);
        // Signing in is repeated by ours: twice over, a host that is not there took three minutes to be told.
        made.Retry.MaxRetries = 1;
        // What the library would log of requests and answers is not ours to vouch for.
        made.Diagnostics.IsLoggingEnabled = false;
        made.Diagnostics.IsLoggingContentEnabled = false;
        made.Diagnostics.IsTelemetryEnabled = false;
        made.IsUnsafeSupportLoggingEnabled = false;
        return made;
    }

    private static bool IsWellKnown(Uri login) =>
        new[] { CloudEnvironment.Public, CloudEnvironment.USGov, CloudEnvironment.China }.Any(cloud => cloud.Login.Host == login.Host);
}
