using System.Security.Cryptography.X509Certificates;

namespace Kube.Client.Config;

/// <summary>A client certificate and its key in files that somebody renews, and perhaps a token besides.</summary>
internal sealed class CertificateFileCredentials(string certificatePath, string keyPath, Credentials token, TimeProvider time) : Credentials
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(5);
    private readonly RenewedFile _certificate = new(certificatePath, GoodFor, time);
    private readonly RenewedFile _key = new(keyPath, GoodFor, time);
    private readonly Lock _lock = new();
    private X509Certificate2? _loaded;
    private int _loadedVersion;

    public override int CertificateVersion => _certificate.Read().Version + _key.Read().Version;

    public override X509Certificate2 ClientCertificate
    {
        get
        {
            lock (_lock)
            {
                var version = CertificateVersion;
                if (_loaded is null || version != _loadedVersion)
                {
                    _loaded = PemCertificate.Load(_certificate.Read().Text, _key.Read().Text, certificatePath);
                    _loadedVersion = version;
                }

                return _loaded;
            }
        }
    }

    public override ValueTask<string?> TokenAsync(CancellationToken cancellation) => token.TokenAsync(cancellation);

    public override bool Refused(string refusedToken) => token.Refused(refusedToken);
}
