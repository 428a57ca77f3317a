using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Kube.Client.Config;

/// <summary>Reads kubeconfig files, merged as kubectl merges them: of entries of one name, the first counts.</summary>
internal static class KubeconfigFile
{
    /// <param name="paths">One path, or several as in KUBECONFIG.</param>
    /// <param name="contextName">The context; the current one when null.</param>
    /// <param name="time">The clock of what is renewed.</param>
    public static ClusterAccess Load(string paths, string? contextName, TimeProvider time)
    {
        var (file, shown) = Merge(paths);
        var name = contextName ?? file.CurrentContext
            ?? throw new KubeconfigException($"{shown}: no current-context is set; set one with 'kubectl config use-context', or give --context.");
        var context = Find(file.Contexts, name, shown, "context").Context
            ?? throw new KubeconfigException($"{shown}: the context '{name}' is empty.");
        var clusterEntry = Find(file.Clusters, context.Cluster, shown, "cluster");
        var cluster = clusterEntry.Cluster ?? throw new KubeconfigException($"{shown}: the cluster '{context.Cluster}' is empty.");
        var userEntry = context.User is null ? new KubeconfigNamedUser() : Find(file.Users, context.User, shown, "user");
        var user = userEntry.User ?? new KubeconfigUser();
        RefuseWhatIsNotSupported(shown, cluster, context.User, user);

        return new ClusterAccess
        {
            Server = Uri.TryCreate(cluster.Server, UriKind.Absolute, out var server)
                ? server
                : throw new KubeconfigException($"{shown}: the server '{cluster.Server}' of cluster '{context.Cluster}' is no address."),
            Authorities = Authorities(cluster, clusterEntry.File, shown),
            TlsServerName = cluster.TlsServerName,
            Credentials = CredentialsOf(user, userEntry.File, cluster, shown, time),
            Namespace = context.Namespace ?? "default",
        };
    }

    private static (KubeconfigDocument File, string Shown) Merge(string paths)
    {
        var merged = new KubeconfigDocument();
        var named = paths.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // kubectl passes over files that are not there, as long as it was given several.
        var files = named.Length == 1 ? named : [.. named.Where(File.Exists)];
        if (files.Length == 0)
        {
            throw new KubeconfigException($"None of the kubeconfig files {string.Join(", ", named)} is there.");
        }

        foreach (var path in files)
        {
            var document = Read(path);
            merged.CurrentContext ??= document.CurrentContext;
            Add(merged.Contexts, document.Contexts, path);
            Add(merged.Clusters, document.Clusters, path);
            Add(merged.Users, document.Users, path);
        }

        return (merged, string.Join(Path.PathSeparator, files));
    }

    private static void Add<T>(List<T> known, List<T> more, string path)
        where T : KubeconfigEntry
    {
        foreach (var entry in more.Where(entry => !known.Exists(other => string.Equals(other.Name, entry.Name, StringComparison.Ordinal))))
        {
            entry.File = path;
            known.Add(entry);
        }
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

        if (user.AuthProvider is not null || user.Username is not null)
        {
            throw new KubeconfigException(
                $"{path}: the user '{userName}' authenticates by auth-provider or password, which API servers no longer know. "
                + "Use a client certificate, a token or an exec plugin.");
        }

        if (user.Exec is { InteractiveMode: "Always" })
        {
            throw new KubeconfigException($"{path}: the exec plugin of user '{userName}' must ask a person (interactiveMode Always), which an operator cannot.");
        }
    }

    private static X509Certificate2Collection Authorities(KubeconfigCluster cluster, string file, string path)
    {
        var pem = Pem(cluster.CertificateAuthorityData, cluster.CertificateAuthority, file, path);
        var authorities = new X509Certificate2Collection();
        if (pem is not null)
        {
            authorities.ImportFromPem(pem);
        }

        return authorities;
    }

    private static Credentials CredentialsOf(KubeconfigUser user, string file, KubeconfigCluster cluster, string path, TimeProvider time)
    {
        if (user.Exec is { } exec)
        {
            return new ExecCredentials(PluginOf(exec, file, cluster, path), time);
        }

        var token = user.TokenFile is { } tokenFile ? Credentials.OfTokenFile(Resolve(tokenFile, file), time) : Credentials.Of(user.Token, certificate: null);
        if (user is { ClientCertificate: { } certificateFile, ClientKey: { } keyFile, ClientCertificateData: null, ClientKeyData: null })
        {
            var credentials = new CertificateFileCredentials(Resolve(certificateFile, file), Resolve(keyFile, file), token, time);
            _ = credentials.ClientCertificate; // what cannot be read is said at start, not at the first request
            return credentials;
        }

        var certificate = Pem(user.ClientCertificateData, user.ClientCertificate, file, path);
        var key = Pem(user.ClientKeyData, user.ClientKey, file, path);
        return certificate is null || key is null ? token : Credentials.Of(user.Token, PemCertificate.Load(certificate, key, path));
    }

    private static ExecPlugin PluginOf(KubeconfigExec exec, string file, KubeconfigCluster cluster, string path)
    {
        var command = exec.Command ?? throw new KubeconfigException($"{path}: an exec plugin names no command.");
        JsonObject? info = null;
        if (exec.ProvideClusterInfo)
        {
            info = new JsonObject { ["server"] = cluster.Server };
            if (Pem(cluster.CertificateAuthorityData, cluster.CertificateAuthority, file, path) is { } authorities)
            {
                info["certificate-authority-data"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(authorities));
            }
        }

        return new ExecPlugin(
            // As kubectl does: a name without a slash is looked for on the PATH, a relative path beside the kubeconfig.
            command.Contains('/', StringComparison.Ordinal) ? Resolve(command, file) : command,
            exec.Args ?? [],
            (exec.Env ?? []).ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal),
            exec.ApiVersion ?? "client.authentication.k8s.io/v1",
            FolderOf(file),
            exec.InstallHint,
            info);
    }

    private static string? Pem(string? data, string? named, string file, string path)
    {
        try
        {
            return data is not null ? Encoding.ASCII.GetString(Convert.FromBase64String(data))
                : named is not null ? File.ReadAllText(Resolve(named, file))
                : null;
        }
        catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new KubeconfigException($"{path}: a certificate or key in it cannot be read: {error.Message}", error);
        }
    }

    private static string Resolve(string named, string file) => Path.Combine(FolderOf(file), named);

    private static string FolderOf(string file) => Path.GetDirectoryName(Path.GetFullPath(file))!;
}
