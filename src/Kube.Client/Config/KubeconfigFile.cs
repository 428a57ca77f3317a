using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Kube.Client.Config;

/// <summary>Reads one kubeconfig file.</summary>
internal static class KubeconfigFile
{
    public static ClusterAccess Load(string path, string? contextName)
    {
        var file = Read(path);
        var name = contextName ?? file.CurrentContext
            ?? throw new KubeconfigException($"{path}: no current-context is set; set one with 'kubectl config use-context', or give --context.");
        var context = Find(file.Contexts, name, path, "context").Context
            ?? throw new KubeconfigException($"{path}: the context '{name}' is empty.");
        var cluster = Find(file.Clusters, context.Cluster, path, "cluster").Cluster
            ?? throw new KubeconfigException($"{path}: the cluster '{context.Cluster}' is empty.");
        var user = context.User is null ? new KubeconfigUser() : Find(file.Users, context.User, path, "user").User ?? new KubeconfigUser();
        RefuseWhatIsNotSupported(path, cluster, context.User, user);

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return new ClusterAccess
        {
            Server = Uri.TryCreate(cluster.Server, UriKind.Absolute, out var server)
                ? server
                : throw new KubeconfigException($"{path}: the server '{cluster.Server}' of cluster '{context.Cluster}' is no address."),
            Authorities = Authorities(folder, cluster, path),
            TlsServerName = cluster.TlsServerName,
            ClientCertificate = ClientCertificate(folder, user, path),
            Token = TokenSource(folder, user),
            Namespace = context.Namespace ?? "default",
        };
    }

    private static KubeconfigDocument Read(string path)
    {
        try
        {
            return new DeserializerBuilder()
                .WithNamingConvention(HyphenatedNamingConvention.Instance)
                .IgnoreUnmatchedProperties()
                .Build()
                .Deserialize<KubeconfigDocument>(File.ReadAllText(path)) ?? new KubeconfigDocument();
        }
        catch (YamlException error)
        {
            throw new KubeconfigException($"{path}, line {error.Start.Line}: not valid YAML: {error.Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KubeconfigException($"The kubeconfig {path} cannot be read: {error.Message}", error);
        }
    }

    private static T Find<T>(List<T> entries, string? name, string path, string what)
        where T : KubeconfigEntry =>
        entries.Find(entry => string.Equals(entry.Name, name, StringComparison.Ordinal))
        ?? throw new KubeconfigException(
            $"{path}: there is no {what} '{name}'; known are: {string.Join(", ", entries.Select(entry => entry.Name))}.");

    private static void RefuseWhatIsNotSupported(string path, KubeconfigCluster cluster, string? userName, KubeconfigUser user)
    {
        if (cluster.InsecureSkipTlsVerify)
        {
            throw new KubeconfigException(
                $"{path}: insecure-skip-tls-verify is set. Certificates are always verified here: give certificate-authority-data instead.");
        }

        if (user.Exec is not null || user.AuthProvider is not null || user.Username is not null)
        {
            throw new KubeconfigException(
                $"{path}: the user '{userName}' authenticates by exec plugin, auth-provider or password, which this version does not support. "
                + "Use a client certificate or a token.");
        }
    }

    private static X509Certificate2Collection Authorities(string folder, KubeconfigCluster cluster, string path)
    {
        var pem = Pem(folder, cluster.CertificateAuthorityData, cluster.CertificateAuthority, path);
        var authorities = new X509Certificate2Collection();
        if (pem is not null)
        {
            authorities.ImportFromPem(pem);
        }

        return authorities;
    }

    private static X509Certificate2? ClientCertificate(string folder, KubeconfigUser user, string path)
    {
        var certificate = Pem(folder, user.ClientCertificateData, user.ClientCertificate, path);
        var key = Pem(folder, user.ClientKeyData, user.ClientKey, path);
        if (certificate is null || key is null)
        {
            return null;
        }

        try
        {
            return X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (CryptographicException error)
        {
            throw new KubeconfigException($"{path}: the client certificate and its key cannot be used: {error.Message}", error);
        }
    }

    private static Func<CancellationToken, ValueTask<string>>? TokenSource(string folder, KubeconfigUser user)
    {
        if (user.TokenFile is { } file)
        {
            var resolved = Path.Combine(folder, file);
            return async cancellation => (await File.ReadAllTextAsync(resolved, cancellation)).Trim();
        }

        return user.Token is { } token ? _ => ValueTask.FromResult(token) : null;
    }

    private static string? Pem(string folder, string? data, string? file, string path)
    {
        try
        {
            return data is not null ? System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(data))
                : file is not null ? File.ReadAllText(Path.Combine(folder, file))
                : null;
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new KubeconfigException($"{path}: a certificate or key in it cannot be read: {error.Message}", error);
        }
    }
}
