using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Kube.Operator.Certificates;

/// <summary>
/// The authorities of a webhook as its Secret holds them: the one that signs, the one that will, and the one that did. All
/// three are in the bundle, so that a certificate of any of them is accepted.
/// </summary>
internal sealed record AuthorityState(string Current, string CurrentKey, string? Next, string? NextKey, DateTimeOffset? NextSince, string? Previous)
{
    /// <summary>What the API server is to trust.</summary>
    public string Bundle => string.Concat(new[] { Current, Next, Previous }.OfType<string>().Select(pem => pem.TrimEnd() + "\n"));

    public static AuthorityState New(TimeSpan life, DateTimeOffset now)
    {
        var (certificate, key) = Make(life, now);
        return new AuthorityState(certificate, key, Next: null, NextKey: null, NextSince: null, Previous: null);
    }

    public static AuthorityState? Read(IReadOnlyDictionary<string, byte[]>? data)
    {
        string? Text(string name) => data?.TryGetValue(name, out var bytes) == true && bytes.Length > 0 ? Encoding.UTF8.GetString(bytes) : null;

        return Text("ca.crt") is { } current && Text("ca.key") is { } key
            ? new AuthorityState(
                current, key, Text("next.crt"), Text("next.key"),
                Text("next.since") is { } since ? DateTimeOffset.Parse(since, System.Globalization.CultureInfo.InvariantCulture) : null,
                Text("previous.crt"))
            : null;
    }

    public IReadOnlyDictionary<string, byte[]> ToData() => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["ca.crt"] = Current,
        ["ca.key"] = CurrentKey,
        ["next.crt"] = Next,
        ["next.key"] = NextKey,
        ["next.since"] = NextSince?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["previous.crt"] = Previous,
    }.ToDictionary(entry => entry.Key, entry => Encoding.UTF8.GetBytes(entry.Value ?? string.Empty), StringComparer.Ordinal);

    /// <summary>
    /// What has to happen now; null when nothing. At two thirds of its life a successor is published; only after it has been in
    /// the bundle for a while does it sign. What it replaces stays trusted until the next time.
    /// </summary>
    public AuthorityState? Advance(CertificateOptions options, DateTimeOffset now)
    {
        if (Next is not null && NextKey is not null)
        {
            return now - NextSince >= options.Overlap
                ? new AuthorityState(Next, NextKey, Next: null, NextKey: null, NextSince: null, Previous: Current)
                : null;
        }

        using var current = X509Certificate2.CreateFromPem(Current);
        return now < RenewAt(current) ? null : Rotate(options, now);
    }

    /// <summary>Publishes a successor, whatever the age.</summary>
    public AuthorityState Rotate(CertificateOptions options, DateTimeOffset now)
    {
        var (certificate, key) = Make(options.AuthorityLife, now);
        return this with { Next = certificate, NextKey = key, NextSince = now };
    }

    public static DateTimeOffset RenewAt(X509Certificate2 certificate)
    {
        var (begin, end) = (new DateTimeOffset(certificate.NotBefore.ToUniversalTime()), new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));
        return begin + ((end - begin) * (2.0 / 3));
    }

    public override string ToString() => "webhook certificate authority";

    private static (string Certificate, string Key) Make(TimeSpan life, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=webhook authority {now:yyyyMMddHHmmss}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.CreateSelfSigned(now - TimeSpan.FromMinutes(5), now + life);
        return (certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }
}
