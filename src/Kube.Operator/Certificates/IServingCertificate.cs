using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Operator.Certificates;

/// <summary>The certificate that a webhook shows, and what keeps it valid.</summary>
public interface IServingCertificate
{
    /// <summary>What this replica shows now, with the certificates between it and its root; null before there is one.</summary>
    SslStreamCertificateContext? Shown { get; }

    /// <summary>The one of them that is this replica's own.</summary>
    X509Certificate2? Certificate { get; }

    /// <summary>Completes when there is a certificate that the API server is told to trust.</summary>
    Task Ready { get; }

    /// <summary>Why a webhook that shows this certificate is not to be asked; null when it is. For readiness.</summary>
    string? Problem();

    /// <summary>Keeps it valid until it is cancelled.</summary>
    Task RunAsync(CancellationToken stop);
}
