namespace Kube.Client.Config;

/// <summary>The access that Kubernetes mounts into every pod. Token and authorities are read again: both are renewed.</summary>
internal static class ServiceAccount
{
    private const string MountedFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    public static bool IsMounted =>
        Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 } && File.Exists(Path.Combine(MountedFolder, "token"));

    public static ClusterAccess Load(TimeProvider time)
    {
        var host = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST")!;
        var port = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT_HTTPS")
            ?? Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT")
            ?? "443";
        return Load(MountedFolder, new Uri(host.Contains(':', StringComparison.Ordinal) ? $"https://[{host}]:{port}" : $"https://{host}:{port}"), time);
    }

    internal static ClusterAccess Load(string folder, Uri server, TimeProvider time)
    {
        var namespaceFile = Path.Combine(folder, "namespace");
        return new ClusterAccess
        {
            Server = server,
            AuthorityFile = new RenewedFile(Path.Combine(folder, "ca.crt"), TimeSpan.FromMinutes(1), time),
            Credentials = Credentials.OfTokenFile(Path.Combine(folder, "token"), time),
            Namespace = File.Exists(namespaceFile) ? File.ReadAllText(namespaceFile).Trim() : "default",
        };
    }
}
