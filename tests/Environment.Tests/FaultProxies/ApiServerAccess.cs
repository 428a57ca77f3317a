using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.Client.Config;
using Kube.Client.Http;
using TestEnvironment;

namespace Environment.Tests.FaultProxies;

/// <summary>Our own client, pointed at a proxy before the real API server.</summary>
internal static class ApiServerAccess
{
    public static ClusterAccess Through(Uri proxy, KubernetesDescription cluster, X509Certificate2? proxyAuthority = null)
    {
        var token = File.ReadLines(cluster.Tokens!).First().Split(',')[0];
        return new ClusterAccess
        {
            Server = proxy,
            Authorities = [proxyAuthority ?? AuthorityOf(cluster)],
            Credentials = Credentials.Of(token, certificate: null),
        };
    }

    /// <summary>A client that does not try again: what is tested is what the proxy does to one request.</summary>
    public static ApiServer Connect(ClusterAccess access) => new(access, TimeProvider.System, ApiServer.RequestLimit, retries: false);

    public static X509Certificate2 AuthorityOf(KubernetesDescription cluster) =>
        X509CertificateLoader.LoadCertificateFromFile(cluster.CertificateAuthority!);

    /// <summary>What an HTTP proxy shows: a certificate of its own for 127.0.0.1, its own authority at that.</summary>
    public static X509Certificate2 OwnCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=fault-proxy", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddMinutes(-5), now.AddDays(1));
    }
}
