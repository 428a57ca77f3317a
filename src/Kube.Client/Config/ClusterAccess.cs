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

    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Gives the bearer token of the moment; null where a certificate is used.</summary>
    public Func<CancellationToken, ValueTask<string>>? Token { get; init; }

    /// <summary>The namespace to use where none is given.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>
    /// The cluster that the surroundings name: an explicit file, else KUBECONFIG, else the pod's own service account, else
    /// <c>~/.kube/config</c>.
    /// </summary>
    public static ClusterAccess Discover(string? kubeconfigPath, string? context)
    {
        if (kubeconfigPath is not null)
        {
            return KubeconfigFile.Load(kubeconfigPath, context);
        }

        if (Environment.GetEnvironmentVariable("KUBECONFIG") is { Length: > 0 } named)
        {
            return KubeconfigFile.Load(named, context);
        }

        if (ServiceAccount.IsMounted)
        {
            return ServiceAccount.Load();
        }

        var home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config");
        return File.Exists(home)
            ? KubeconfigFile.Load(home, context)
            : throw new KubeconfigException(
                "No cluster is known: give --kubeconfig, or set KUBECONFIG, or run in a pod with a service account.");
    }

    public override string ToString() => Server.ToString();
}
