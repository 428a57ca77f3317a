using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace HybridGroups.EndToEnd.Tests.Deployment;

/// <summary>Certificates that somebody else than the operator made.</summary>
internal static class TestAuthority
{
    public static X509Certificate2 Make(TimeSpan age, TimeSpan left)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=an authority of the test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request.CreateSelfSigned(now - age, now + left);
    }

    /// <summary>Writes tls.crt and tls.key for 127.0.0.1.</summary>
    public static async Task SignAsync(X509Certificate2 authority, string folder, CancellationToken cancellation, TimeSpan? left = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=webhook", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.Create(authority, now - TimeSpan.FromMinutes(5), now + (left ?? TimeSpan.FromDays(7)), RandomNumberGenerator.GetBytes(16));
        await File.WriteAllTextAsync(Path.Combine(folder, "tls.crt"), certificate.ExportCertificatePem(), cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder, "tls.key"), key.ExportPkcs8PrivateKeyPem(), cancellation);
    }

    public static string Encoded(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
