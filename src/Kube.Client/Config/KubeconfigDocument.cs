using YamlDotNet.Serialization;

namespace Kube.Client.Config;

// The document as kubectl writes it. Mutable because the YAML reader fills it.
#pragma warning disable MA0048 // one document, one file
internal sealed class KubeconfigDocument
{
    public string? CurrentContext { get; set; }

    public List<KubeconfigNamedContext> Contexts { get; set; } = [];

    public List<KubeconfigNamedCluster> Clusters { get; set; } = [];

    public List<KubeconfigNamedUser> Users { get; set; } = [];
}

internal abstract class KubeconfigEntry
{
    // Paths inside an entry are relative to the file that it came from.
    [YamlIgnore]
    public string File { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;
}

internal sealed class KubeconfigNamedContext : KubeconfigEntry
{
    public KubeconfigContext? Context { get; set; }
}

internal sealed class KubeconfigNamedCluster : KubeconfigEntry
{
    public KubeconfigCluster? Cluster { get; set; }
}

internal sealed class KubeconfigNamedUser : KubeconfigEntry
{
    public KubeconfigUser? User { get; set; }
}

internal sealed class KubeconfigContext
{
    public string? Cluster { get; set; }

    public string? User { get; set; }

    public string? Namespace { get; set; }
}

internal sealed class KubeconfigCluster
{
    public string? Server { get; set; }

    public string? CertificateAuthority { get; set; }

    public string? CertificateAuthorityData { get; set; }

    public string? TlsServerName { get; set; }

    public bool InsecureSkipTlsVerify { get; set; }
}

internal sealed class KubeconfigUser
{
    public string? ClientCertificate { get; set; }

    public string? ClientCertificateData { get; set; }

    public string? ClientKey { get; set; }

    public string? ClientKeyData { get; set; }

    public string? Token { get; set; }

    [YamlMember(Alias = "tokenFile", ApplyNamingConventions = false)]
    public string? TokenFile { get; set; }

    public string? Username { get; set; }

    public KubeconfigExec? Exec { get; set; }

    public object? AuthProvider { get; set; }
}

internal sealed class KubeconfigExec
{
    [YamlMember(Alias = "apiVersion", ApplyNamingConventions = false)]
    public string? ApiVersion { get; set; }

    public string? Command { get; set; }

    public List<string>? Args { get; set; }

    public List<KubeconfigExecVariable>? Env { get; set; }

    [YamlMember(Alias = "installHint", ApplyNamingConventions = false)]
    public string? InstallHint { get; set; }

    [YamlMember(Alias = "provideClusterInfo", ApplyNamingConventions = false)]
    public bool ProvideClusterInfo { get; set; }

    [YamlMember(Alias = "interactiveMode", ApplyNamingConventions = false)]
    public string? InteractiveMode { get; set; }
}

internal sealed class KubeconfigExecVariable
{
    public string Name { get; set; } = string.Empty;

    public string? Value { get; set; }
}
