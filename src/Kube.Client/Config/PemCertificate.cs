using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kube.Client.Config;

/// <summary>Certificates in PEM.</summary>
internal static class PemCertificate
{
    public static X509Certificate2 Load(string certificate, string key, string where)
    {
        try
        {
            return X509Certificate2.CreateFromPem(certificate, key);
        }
        catch (CryptographicException error)
        {
            throw new KubeconfigException($"{where}: the client certificate and its key cannot be used: {error.Message}", error);
        }
    }
}
