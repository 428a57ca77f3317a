using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ldap;

/// <summary>Names the certificate, the reason and the fix.</summary>
internal static class CertificateRejection
{
    public static LdapException Explain(
        string server,
        string expectedName,
        X509Certificate? certificate,
        X509Chain? chain,
        SslPolicyErrors errors,
        IReadOnlyList<X509Certificate2> authorities)
    {
        if (certificate is not X509Certificate2 shown)
            return new LdapException(
                LdapErrorKind.CertificateRejected,
                $"{server} showed no certificate.",
                "Give the domain controller a certificate for server authentication.");

        var reasons = new List<string>();
        var remedies = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            var names = Names(shown);
            reasons.Add($"it is not for the name {expectedName} but for {(names.Length == 0 ? "no name at all" : names)}");
            remedies.Add($"Connect by a name that the certificate carries, or issue one whose subject alternative names contain {expectedName}.");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            foreach (var status in Statuses(chain)) AddStatus(status, shown, authorities, reasons, remedies);
        }

        if (reasons.Count == 0)
        {
            reasons.Add(errors.ToString());
            remedies.Add("Check the certificate with: openssl s_client -connect host:636 -showcerts");
        }

        return new LdapException(
            LdapErrorKind.CertificateRejected,
            $"The certificate of {server} was rejected: {string.Join("; ", reasons)}. It is {Describe(shown)}.",
            string.Join(' ', remedies));
    }

    private static IEnumerable<X509ChainStatusFlags> Statuses(X509Chain? chain) =>
        chain is null ? [] : chain.ChainStatus.Select(status => status.Status).Where(status => status != X509ChainStatusFlags.NoError).Distinct();

    private static void AddStatus(
        X509ChainStatusFlags status,
        X509Certificate2 shown,
        IReadOnlyList<X509Certificate2> authorities,
        List<string> reasons,
        List<string> remedies)
    {
        switch (status)
        {
            case X509ChainStatusFlags.NotTimeValid:
                reasons.Add($"it, or an authority above it, is outside its time: {Period(shown)}");
                remedies.Add("Renew the certificate of the domain controller; if it is current, check the clock here.");
                break;
            case X509ChainStatusFlags.UntrustedRoot or X509ChainStatusFlags.PartialChain:
                reasons.Add(authorities.Count == 0
                    ? $"its issuer {shown.Issuer} is not trusted by this system"
                    : $"its issuer {shown.Issuer} is not among the trusted authorities ({string.Join("; ", authorities.Select(a => a.Subject))})");
                remedies.Add("Put the certificate authority that issued it, with its intermediates, into the CA bundle (tls.caBundle).");
                break;
            case X509ChainStatusFlags.NotSignatureValid:
                reasons.Add($"its signature is not that of the trusted authority {shown.Issuer}, although it bears that name");
                remedies.Add("Put the present certificate of that authority into the CA bundle (tls.caBundle): it was probably renewed with another key.");
                break;
            case X509ChainStatusFlags.Revoked:
                reasons.Add("it has been revoked");
                remedies.Add("Issue a new certificate for the domain controller, and find out why this one was revoked.");
                break;
            case X509ChainStatusFlags.RevocationStatusUnknown or X509ChainStatusFlags.OfflineRevocation:
                reasons.Add("whether it has been revoked could not be found out");
                remedies.Add("Make the revocation list of the authority reachable from here.");
                break;
            case X509ChainStatusFlags.NotValidForUsage:
                reasons.Add("it is not for server authentication");
                remedies.Add("Issue one with the extended key usage \"Server Authentication\" (1.3.6.1.5.5.7.3.1).");
                break;
            default:
                reasons.Add(status.ToString());
                remedies.Add("Issue a new certificate for the domain controller.");
                break;
        }
    }

    private static string Describe(X509Certificate2 certificate) =>
        $"\"{certificate.Subject}\", issued by \"{certificate.Issuer}\", {Period(certificate)}, SHA-256 {certificate.GetCertHashString(HashAlgorithmName.SHA256)}";

    private static string Period(X509Certificate2 certificate) => string.Create(
        CultureInfo.InvariantCulture,
        $"valid from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm} to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC");

    private static string Names(X509Certificate2 certificate) => string.Join(
        ", ",
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension =>
            extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString()))));
}
