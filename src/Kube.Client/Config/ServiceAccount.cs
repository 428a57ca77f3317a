using System.Security.Cryptography.X509Certificates;

namespace Kube.Client.Config;

/// <summary>The access that Kubernetes mounts into every pod.</summary>
internal static class ServiceAccount
{
    private const string Folder = "/var/run/secrets/kubernetes.io/serviceaccount";

    public static bool IsMounted =>
        Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 } && File.Exists(Path.Combine(Folder, "token"));

    public static ClusterAccess Load()
    {
        var host = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST")!;
        var port = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT_HTTPS")
            ?? Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT")
            ?? "443";
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(Path.Combine(Folder, "ca.crt"));
        var namespaceFile = Path.Combine(Folder, "namespace");
        return new ClusterAccess
        {
            Server = new Uri(host.Contains(':') ? $"https://[{host}]:{port}" : $"https://{host}:{port}"),
            Authorities = authorities,
            // Read anew each time: the kubelet replaces the token before it expires.
            Token = async cancellation => (await File.ReadAllTextAsync(Path.Combine(Folder, "token"), cancellation)).Trim(),
            Namespace = File.Exists(namespaceFile) ? File.ReadAllText(namespaceFile).Trim() : "default",
        };
    }
}
