using HybridGroups.Api.SyncConnectors;
using HybridGroups.Controllers.SyncConnectors;
using HybridGroups.Sync.Model;
using HybridGroups.Sync.Ports;
using Kube.Client.Metadata;

namespace HybridGroups.Controllers.Connectors;

/// <summary>Reads what a connector is built on: its spec and the Secrets that it names, in its own namespace alone.</summary>
public sealed class ConnectorSecrets(IReferencedValues values)
{
    /// <summary>The setup, or what is missing for one.</summary>
    public async Task<(ConnectorSetup? Setup, string? Problem)> ReadAsync(SyncConnector connector, CancellationToken cancellation)
    {
        var addresses = ConnectorAddresses.Of(connector);
        if (addresses.Problems.Count > 0) return (null, string.Join(' ', addresses.Problems));
        var (authorities, noBundle) = await ReadCaBundleAsync(connector, cancellation);
        if (noBundle is not null) return (null, noBundle);
        var spec = connector.Spec.ActiveDirectory;
        var (account, noAccount) = await ReadAsync(connector, spec.Credentials.SecretRef.Name, "spec.activeDirectory.credentials.secretRef", ["username", "password"], cancellation);
        if (account is null) return (null, noAccount);
        var (signIn, noSignIn) = await ReadSignInAsync(connector, cancellation);
        if (signIn is null) return (null, noSignIn);
        return (
            new ConnectorSetup(
                connector.Key.ToString(),
                new ActiveDirectoryConnection(addresses.With(authorities), spec.BaseDN, account["username"], account["password"])
                {
                    UsesKerberos = spec.Credentials.Method == BindMethod.Kerberos,
                    Include = spec.Scope?.Include ?? [],
                    Exclude = spec.Scope?.Exclude ?? [],
                    WritableContainers = spec.WritableContainers ?? [],
                },
                new EntraConnection(connector.Spec.Entra.TenantId, connector.Spec.Entra.Cloud.ToString(), signIn)
                {
                    Graph = Address(connector.Spec.Entra.Endpoints?.Graph),
                    Login = Address(connector.Spec.Entra.Endpoints?.Login),
                },
                new MatchingOrder([.. connector.Spec.Matching.Users.Select(KeyOf)])),
            null);
    }

    /// <summary>The certificate authorities of the domain controllers; both null when the machine's own are meant.</summary>
    public async Task<(string? Pem, string? Problem)> ReadCaBundleAsync(SyncConnector connector, CancellationToken cancellation)
    {
        var source = connector.Spec.ActiveDirectory.Tls.CaBundle;
        if (source is null) return (null, null);
        var reference = source.SecretKeyRef ?? source.ConfigMapKeyRef!;
        var kind = source.SecretKeyRef is not null ? "Secret" : "ConfigMap";
        var key = new ObjectKey(connector.Metadata.Namespace, reference.Name);
        var value = source.SecretKeyRef is not null
            ? await values.ReadSecretAsync(key, reference.Key, cancellation)
            : await values.ReadConfigMapAsync(key, reference.Key, cancellation);
        return value is null ? (null, Missing("spec.activeDirectory.tls.caBundle", kind, key, reference.Key)) : (value, null);
    }

    private async Task<(EntraSignIn? SignIn, string? Problem)> ReadSignInAsync(SyncConnector connector, CancellationToken cancellation)
    {
        var spec = connector.Spec.Entra.Credentials;
        if (spec.SecretRef is { } secret)
        {
            var (found, problem) = await ReadAsync(connector, secret.Name, "spec.entra.credentials.secretRef", [secret.Key], cancellation);
            return found is null ? (null, problem) : (new EntraSignIn.Secret(spec.ClientId!, found[secret.Key]), null);
        }

        if (spec.CertificateRef is { } certificate)
        {
            var (found, problem) = await ReadAsync(connector, certificate.Name, "spec.entra.credentials.certificateRef", ["tls.crt", "tls.key"], cancellation);
            return found is null ? (null, problem) : (new EntraSignIn.Certificate(spec.ClientId!, found["tls.crt"], found["tls.key"]), null);
        }

        return spec.WorkloadIdentity is { } workload
            ? (new EntraSignIn.WorkloadIdentity(spec.ClientId, workload.TokenFile), null)
            : (new EntraSignIn.ManagedIdentity(spec.ClientId), null);
    }

    private async Task<(Dictionary<string, string>? Values, string? Problem)> ReadAsync(
        SyncConnector connector, string name, string field, IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        var key = new ObjectKey(connector.Metadata.Namespace, name);
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var wanted in keys)
        {
            if (await values.ReadSecretAsync(key, wanted, cancellation) is not { } value) return (null, Missing(field, "Secret", key, wanted));
            read[wanted] = value.TrimEnd('\r', '\n');
        }

        return (read, null);
    }

    private static string Missing(string field, string kind, ObjectKey key, string part) =>
        $"{field}: there is no {kind} '{key}' with a key '{part}'. Create it; this is tried again.";

    private static Uri? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null;

    private static MatchingKey KeyOf(UserMatch match) => match switch
    {
        UserMatch.ImmutableId => MatchingKey.ImmutableId,
        UserMatch.SecurityIdentifier => MatchingKey.SecurityIdentifier,
        UserMatch.UserPrincipalName => MatchingKey.UserPrincipalName,
        _ => MatchingKey.Mail,
    };
}
