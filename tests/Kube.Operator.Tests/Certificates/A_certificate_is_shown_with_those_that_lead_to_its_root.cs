using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.Operator.Certificates;
using Kube.Operator.Webhooks;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Operator.Tests.Certificates;

/// <summary>An issuer's certificate is often not signed by the root that the API server trusts, but by one in between.</summary>
public sealed class A_certificate_is_shown_with_those_that_lead_to_its_root : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-operator-chain-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_trusts_only_the_root_is_answered()
    {
        using var root = Authority("root", issuer: null);
        using var between = Authority("between", root);
        await WriteAsync(between);
        var mounted = new MountedCertificate(_folder.FullName, TimeSpan.FromSeconds(10), TimeProvider.System, NullLogger<MountedCertificate>.Instance);
        using var stop = new CancellationTokenSource();
        var running = mounted.RunAsync(stop.Token);
        try
        {
            await mounted.Ready.WaitAsync(Soon, TimeProvider.System, Cancellation);
            await using var server = new WebhookServer(new IPEndPoint(IPAddress.Loopback, 0), () => mounted.Shown, [], [], TimeProvider.System, NullLoggerFactory.Instance);
            await server.StartAsync(Cancellation);

            using var client = ClientThatTrusts(root);
            using var answer = await client.GetAsync(new Uri(server.Url, "/anything"), Cancellation);

            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static HttpClient ClientThatTrusts(X509Certificate2 root)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { root },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        return new HttpClient(handler);
    }

    private static X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        if (issuer is null) return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(9));
        using var certificate = request.Create(issuer, now.AddDays(-1), now.AddDays(8), RandomNumberGenerator.GetBytes(16));
        return certificate.CopyWithPrivateKey(key);
    }

    private async Task WriteAsync(X509Certificate2 issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=webhook", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var own = request.Create(issuer, now.AddDays(-1), now.AddDays(7), RandomNumberGenerator.GetBytes(16));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "tls.key"), key.ExportPkcs8PrivateKeyPem(), Cancellation);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "tls.crt"), $"{own.ExportCertificatePem()}\n{issuer.ExportCertificatePem()}\n", Cancellation);
    }
}
