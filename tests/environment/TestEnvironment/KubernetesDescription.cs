namespace TestEnvironment;

/// <summary>The control plane: a kubeconfig with every right, and the tokens file for clients that come through a proxy.</summary>
public sealed record KubernetesDescription(
    string Kubeconfig, Uri? Url = null, string? CertificateAuthority = null, string? Tokens = null, string? Folder = null, bool Own = false);
