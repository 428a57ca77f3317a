using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kube.Operator.Certificates;
using Kube.Operator.Tests.Surroundings;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kube.Operator.Tests.Certificates;

public sealed class A_certificate_of_somebody_else_is_shown_and_followed
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kube-operator-certificate-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task As_soon_as_it_is_there_and_whenever_it_is_renewed_and_a_broken_one_changes_nothing()
    {
        var mounted = new MountedCertificate(_folder.FullName, TimeSpan.FromMilliseconds(20), TimeProvider.System, NullLogger<MountedCertificate>.Instance);
        using var stop = new CancellationTokenSource();
        var running = mounted.RunAsync(stop.Token);
        try
        {
            mounted.Ready.IsCompleted.ShouldBeFalse();
            mounted.Problem()!.ShouldContain($"{_folder.FullName} holds no usable tls.crt");

            await WriteAsync("first", daysLeft: 30);
            await mounted.Ready.WaitAsync(Soon, TimeProvider.System, Cancellation);
            mounted.Problem().ShouldBeNull();
            mounted.Certificate!.Subject.ShouldBe("CN=first");
            mounted.Certificate.HasPrivateKey.ShouldBeTrue();

            await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "tls.crt"), "half a certifica", Cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancellation);
            mounted.Certificate.Subject.ShouldBe("CN=first");
            mounted.Problem().ShouldBeNull();

            await WriteAsync("second", daysLeft: 30);
            await Eventually.IsTrueAsync(() => mounted.Certificate.Subject == "CN=second", Soon);

            await WriteAsync("third", daysLeft: -1);
            await Eventually.IsTrueAsync(() => mounted.Certificate.Subject == "CN=third", Soon);
            mounted.Problem()!.ShouldContain("was not renewed");
        }
        finally
        {
            await stop.CancelAsync();
            await running;
            _folder.Delete(recursive: true);
        }
    }

    private async Task WriteAsync(string name, int daysLeft)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-2), now.AddDays(daysLeft));
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "tls.key"), key.ExportPkcs8PrivateKeyPem(), Cancellation);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "tls.crt"), certificate.ExportCertificatePem(), Cancellation);
    }
}
