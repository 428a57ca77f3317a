using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Certificates;

/// <summary>
/// A certificate that somebody else issues and renews, such as cert-manager: tls.crt and tls.key in a folder that a Secret is
/// mounted at. Who issues it also tells the API server whom to trust. The certificates that follow the first one in tls.crt lead to
/// a root that the API server knows, and are shown with it.
/// </summary>
public sealed partial class MountedCertificate(string folder, TimeSpan checkPeriod, TimeProvider time, ILogger<MountedCertificate> logger) : IServingCertificate
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile SslStreamCertificateContext? _shown;
    private string? _read;

    public SslStreamCertificateContext? Shown => _shown;

    public X509Certificate2? Certificate => _shown?.TargetCertificate;

    public Task Ready => _ready.Task;

    public string? Problem() => Certificate switch
    {
        null => $"there is no certificate yet: {folder} holds no usable tls.crt and tls.key",
        { } shown when time.GetUtcNow() >= new DateTimeOffset(shown.NotAfter.ToUniversalTime()) => $"the certificate in {folder} ended at {shown.NotAfter.ToUniversalTime():u} and was not renewed",
        _ => null,
    };

    public Task RunAsync(CancellationToken stop) => CertificateLoop.RunAsync(
        CheckAsync, error => error is IOException or UnauthorizedAccessException or CryptographicException, error => LogCheckFailed(folder, error.Message), _ready, checkPeriod, time, stop);

    private async Task CheckAsync(CancellationToken cancellation)
    {
        CertificateMetrics.Reads.Add(1);
        var certificate = await File.ReadAllTextAsync(Path.Combine(folder, "tls.crt"), cancellation);
        var key = await File.ReadAllTextAsync(Path.Combine(folder, "tls.key"), cancellation);
        if (!string.Equals(certificate, _read, StringComparison.Ordinal))
        {
            // Between the two reads the files may be replaced: then they do not fit each other, and the next look finds both new.
            var own = X509Certificate2.CreateFromPem(certificate, key);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(certificate);
            _shown = SslStreamCertificateContext.Create(own, chain, offline: true);
            _read = certificate;
            LogRead(folder, own.NotAfter.ToUniversalTime());
        }

        CertificateMetrics.Ends("leaf", Certificate!);
    }

    [LoggerMessage(1411, LogLevel.Information, "webhook certificate read from {Folder}, good until {Until:u}")]
    private partial void LogRead(string folder, DateTime until);

    [LoggerMessage(1412, LogLevel.Warning, "webhook certificate in {Folder} could not be read, trying again: {Error}")]
    private partial void LogCheckFailed(string folder, string error);
}
