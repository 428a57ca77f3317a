using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Operator.Certificates;

/// <summary>Makes the certificate that a replica shows, signed by the authority. Its key never leaves the process.</summary>
internal static class LeafCertificate
{
    public static X509Certificate2 Sign(AuthorityState authority, CertificateOptions options, DateTimeOffset now)
    {
        using var issuer = X509Certificate2.CreateFromPem(authority.Current, authority.CurrentKey);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={options.DnsNames[0]}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in options.DnsNames)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(names.Build());
        var issuerEnds = new DateTimeOffset(issuer.NotAfter.ToUniversalTime());
        var ends = now + options.LeafLife < issuerEnds ? now + options.LeafLife : issuerEnds;
        var issuerBegins = new DateTimeOffset(issuer.NotBefore.ToUniversalTime());
        var begins = now - TimeSpan.FromMinutes(5) > issuerBegins ? now - TimeSpan.FromMinutes(5) : issuerBegins;
        using var certificate = request.Create(issuer, begins, ends, RandomNumberGenerator.GetBytes(16));
        return certificate.CopyWithPrivateKey(key);
    }
}
