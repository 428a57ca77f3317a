using Ldap.Tests.Servers;
using TestEnvironment;

[assembly: AssemblyFixture(typeof(RealDirectory))]

namespace Ldap.Tests.Servers;

/// <summary>A real domain controller, shared by the tests that do it no harm.</summary>
public sealed class RealDirectory : IAsyncLifetime
{
    private Surroundings? surroundings;

    public ActiveDirectoryDescription Description =>
        surroundings?.Description.ActiveDirectory ?? throw new InvalidOperationException("The domain controller is not up.");

    public DistinguishedName BaseName => DistinguishedName.Parse(Description.BaseDn);

    public string Host => Description.Url.Host;

    public LdapTlsOptions Tls => new() { Authorities = LdapTlsOptions.ReadAuthorities(File.ReadAllText(Description.CertificateAuthority)) };

    public LdapCredential.Simple Administrator => new(Description.Administrator, File.ReadAllText(Description.AdministratorPasswordFile));

    public LdapCredential.Simple ServiceAccount =>
        new(Description.ServiceAccount!, File.ReadAllText(Description.ServiceAccountPasswordFile!));

    public async ValueTask InitializeAsync()
    {
        surroundings = await Surroundings.UpAsync("ldap-protocol", "active-directory", CancellationToken.None);
        await using var connection = await LdapConnection.ConnectAsync(Options(), CancellationToken.None);
        // A domain controller registers its own names; this one has that service switched off.
        await connection.ModifyAsync(
            BaseName.Child("OU", "Domain Controllers").Child("CN", "DC1"),
            [LdapModification.Add("servicePrincipalName", "ldap/dc1.corp.example.com")],
            CancellationToken.None,
            new LdapWriteOptions { Controls = [LdapControls.PermissiveModify] });
    }

    public async ValueTask DisposeAsync()
    {
        if (surroundings is not null) await surroundings.DisposeAsync();
    }

    public LdapConnectionOptions Options(LdapCredential? credential = null, LdapEndpoint? endpoint = null) =>
        new(endpoint ?? LdapEndpoint.Parse(Description.Url.OriginalString), credential ?? Administrator) { Tls = Tls };

    public Task<LdapConnection> ConnectAsync(LdapCredential? credential = null) =>
        LdapConnection.ConnectAsync(Options(credential), TestContext.Current.CancellationToken);
}
