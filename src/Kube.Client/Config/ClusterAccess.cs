using System.Security.Cryptography.X509Certificates;

namespace Kube.Client.Config;

/// <summary>How to reach an API server, and as whom. Holds secrets: its text form shows none.</summary>
public sealed class ClusterAccess
{
    /// <summary>The API server's address.</summary>
    public required Uri Server { get; init; }

    /// <summary>The certificate authorities that the server's certificate must lead to; the system's when empty.</summary>
    public X509Certificate2Collection Authorities { get; init; } = [];

    /// <summary>The name that the server's certificate must carry, when it is not the address's host.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>As whom.</summary>
    public Credentials Credentials { get; init; } = Credentials.Anonymous;

    /// <summary>The namespace to use where none is given.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>In place of <see cref="Authorities"/>: a file that the cluster renews.</summary>
    internal RenewedFile? AuthorityFile { get; init; }

    /// <summary>
    /// The cluster that the surroundings name: an explicit file, else KUBECONFIG (several files are merged), else the pod's
    /// own service account, else <c>~/.kube/config</c>.
    /// </summary>
    public static ClusterAccess Discover(string? kubeconfigPath, string? context, TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        if (kubeconfigPath is not null)
        {
            return KubeconfigFile.Load(kubeconfigPath, context, clock);
        }

        if (Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } named)
        {
            return KubeconfigFile.Load(named, context, clock);
        }

        if (ServiceAccount.IsMounted)
        {
            return ServiceAccount.Load(clock);
        }

        var home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config");
        return File.Exists(home)
            ? KubeconfigFile.Load(home, context, clock)
            : throw new KubeconfigException(
                "No cluster is known: give --kubeconfig, or set KUBECONFIG, or run in a pod with a service account.");
    }

    /// <summary>The same, reached in another way: through a proxy, by another name, as somebody else.</summary>
    public ClusterAccess With(Uri? server = null, Credentials? credentials = null, X509Certificate2Collection? authorities = null) => new()
    {
        Server = server ?? Server,
        Authorities = authorities ?? Authorities,
        AuthorityFile = authorities is null ? AuthorityFile : null,
        TlsServerName = TlsServerName,
        Credentials = credentials ?? Credentials,
        Namespace = Namespace,
    };

    public override string ToString() => Server.ToString();

    /// <summary>Changes whenever connections must be made anew: another client certificate, other authorities.</summary>
    internal int ConnectionVersion => Credentials.CertificateVersion + (AuthorityFile?.Read().Version ?? 0);

    internal X509Certificate2Collection CurrentAuthorities()
    {
        if (AuthorityFile is null)
        {
            return Authorities;
        }

        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPem(AuthorityFile.Read().Text);
        return authorities;
    }
}
