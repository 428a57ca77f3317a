using System.Security.Cryptography.X509Certificates;

namespace Kube.Operator.Certificates;

/// <summary>The certificate that a webhook shows, and what keeps it valid.</summary>
public interface IServingCertificate
{
    /// <summary>What this replica shows now; null before there is one.</summary>
    X509Certificate2? Certificate { get; }

    /// <summary>Completes when there is a certificate that the API server is told to trust.</summary>
    Task Ready { get; }

    /// <summary>Why a webhook that shows this certificate is not to be asked; null when it is. For readiness.</summary>
    string? Problem();

    /// <summary>Keeps it valid until it is cancelled.</summary>
    Task RunAsync(CancellationToken stop);
}
