using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HybridGroups.ActiveDirectory;
using HybridGroups.ActiveDirectory.Connections;
using HybridGroups.Entra.Connecting;
using HybridGroups.Sync.Cloud.Problems;
using HybridGroups.Sync.Ports;
using Ldap;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Directories;

/// <summary>Opens the directories that are meant: Active Directory over LDAP, Entra over Microsoft Graph.</summary>
internal sealed class RealDirectories(HttpClient http, TimeProvider time, ILoggerFactory loggers) : IDirectories
{
    public IOnPremisesDirectory Open(ActiveDirectoryConnection connection)
    {
        try
        {
            return new ActiveDirectoryDomain(new ActiveDirectoryOptions(
                connection.Address.EndpointsOf(),
                CredentialOf(connection))
            {
                Locator = connection.Address.LocatorOf(NameServers.OfThisMachine(time)),
                Tls = new LdapTlsOptions { Authorities = connection.Address.AuthoritiesPem is { } pem ? LdapTlsOptions.ReadAuthorities(pem) : [] },
                BaseName = DistinguishedName.Parse(connection.BaseName),
                Include = [.. connection.Include.Select(DistinguishedName.Parse)],
                Exclude = [.. connection.Exclude.Select(DistinguishedName.Parse)],
                WritableContainers = [.. connection.WritableContainers.Select(DistinguishedName.Parse)],
                Time = time,
            });
        }
        catch (Exception error) when (error is FormatException or CryptographicException)
        {
            throw new OnPremisesException(OnPremisesErrorKind.NotAllowed, error.Message, "Correct it in spec.activeDirectory of the SyncConnector.", error);
        }
    }

    public ICloudDirectory Open(EntraConnection connection) => OpenTenant(connection);

    public Entra.EntraDirectory OpenTenant(EntraConnection connection)
    {
        try
        {
            return new Entra.EntraDirectory(
                new EntraOptions(connection.TenantId, CredentialOf(connection.SignIn))
                {
                    Cloud = CloudOf(connection),
                    NotificationUrl = connection.Notifications,
                },
                http, time, loggers);
        }
        catch (CryptographicException error)
        {
            throw new CloudException(new CloudProblem(
                CloudProblemClass.Authentication, "reading the application's certificate", string.Empty,
                $"{error.Message} The Secret needs the certificate as tls.crt and its key, unencrypted, as tls.key."), error);
        }
    }

    public static LdapCredential CredentialOf(ActiveDirectoryConnection connection) => connection.UsesKerberos
        ? new LdapCredential.Negotiate(LdapSaslMechanism.Gssapi) { UserName = connection.UserName, Password = connection.Password }
        : new LdapCredential.Simple(connection.UserName, connection.Password);

    public static CloudEnvironment CloudOf(EntraConnection connection) => CloudOf(connection.CloudName).At(connection.Login, connection.Graph);

    private static CloudEnvironment CloudOf(string name) => name switch
    {
        "USGov" => CloudEnvironment.USGov,
        "USGovDoD" => CloudEnvironment.USGovDoD,
        "China" => CloudEnvironment.China,
        _ => CloudEnvironment.Public,
    };

    private static EntraCredential CredentialOf(EntraSignIn signIn) => signIn switch
    {
        EntraSignIn.Secret secret => new EntraCredential.ClientSecret(secret.ClientId, secret.Value),
        EntraSignIn.Certificate certificate => new EntraCredential.Certificate(certificate.ClientId, X509Certificate2.CreateFromPem(certificate.CertificatePem, certificate.KeyPem)),
        EntraSignIn.WorkloadIdentity workload => new EntraCredential.WorkloadIdentity(workload.ClientId, workload.TokenFile),
        EntraSignIn.ManagedIdentity managed => new EntraCredential.ManagedIdentity(managed.ClientId),
        _ => throw new InvalidOperationException($"There is no way to sign in with {signIn}."),
    };
}
