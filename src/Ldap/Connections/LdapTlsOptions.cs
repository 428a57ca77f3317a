using System.Security.Cryptography.X509Certificates;

namespace Ldap;

/// <summary>How the server proves who it is. There is no way to leave that out.</summary>
public sealed record LdapTlsOptions
{
    /// <summary>The certificate authorities to trust; those of the system when empty.</summary>
    public IReadOnlyList<X509Certificate2> Authorities { get; init; } = [];

    /// <summary>The name that the certificate must carry; the host connected to when null.</summary>
    public string? ServerName { get; init; }

    public X509Certificate2? ClientCertificate { get; init; }

    public X509RevocationMode Revocation { get; init; } = X509RevocationMode.NoCheck;

    /// <summary>Reads one or more certificates in PEM.</summary>
    public static IReadOnlyList<X509Certificate2> ReadAuthorities(string pem)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(pem);
        return certificates.Count > 0
            ? [.. certificates]
            : throw new FormatException("The bundle of certificate authorities contains no certificate in PEM.");
    }
}
