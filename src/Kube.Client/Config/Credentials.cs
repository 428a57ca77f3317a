using System.Security.Cryptography.X509Certificates;

namespace Kube.Client.Config;

/// <summary>As whom a client comes. Holds secrets: its text form shows none.</summary>
public abstract class Credentials
{
    /// <summary>Nobody.</summary>
    public static Credentials Anonymous { get; } = new FixedCredentials(token: null, certificate: null);

    /// <summary>Rises whenever <see cref="ClientCertificate"/> is another one; connections made with the former are given up.</summary>
    public virtual int CertificateVersion => 0;

    /// <summary>The certificate to show, if there is one.</summary>
    public virtual X509Certificate2? ClientCertificate => null;

    /// <summary>A certificate and key, or a token, that stay the same.</summary>
    public static Credentials Of(string? token, X509Certificate2? certificate) => new FixedCredentials(token, certificate);

    /// <summary>A token that somebody renews in a file, as the kubelet does.</summary>
    public static Credentials OfTokenFile(string path, TimeProvider time) => new TokenFileCredentials(path, time);

    /// <summary>The bearer token of the moment, if there is one.</summary>
    public virtual ValueTask<string?> TokenAsync(CancellationToken cancellation) => ValueTask.FromResult<string?>(null);

    /// <summary>The server refused the token (401). True when asking for a token again may give another one.</summary>
    public virtual bool Refused(string refusedToken) => false;

    public sealed override string ToString() => GetType().Name;

    private sealed class FixedCredentials(string? token, X509Certificate2? certificate) : Credentials
    {
        public override X509Certificate2? ClientCertificate => certificate;

        public override ValueTask<string?> TokenAsync(CancellationToken cancellation) => ValueTask.FromResult(token);
    }
}
