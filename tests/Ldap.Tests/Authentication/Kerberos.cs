using System.Runtime.InteropServices;
using Ldap.Tests.Servers;

namespace Ldap.Tests.Authentication;

/// <summary>Against the real ticket server of the domain controller.</summary>
public sealed class Kerberos(RealDirectory directory)
{
    private const string HostName = "dc1.corp.example.com";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(LdapSaslMechanism.GssSpnego, LdapTransportSecurity.None)]
    [InlineData(LdapSaslMechanism.Gssapi, LdapTransportSecurity.None)]
    [InlineData(LdapSaslMechanism.Gssapi, LdapTransportSecurity.Tls)]
    [InlineData(LdapSaslMechanism.Gssapi, LdapTransportSecurity.StartTls)]
    public async Task Binds_and_reads_sealed_where_there_is_no_TLS(LdapSaslMechanism mechanism, LdapTransportSecurity security)
    {
        await using var connection = await LdapConnection.ConnectAsync(Options(mechanism, security), Cancellation);
        var request = new LdapSearchRequest(directory.BaseName, LdapScope.Subtree, LdapFilter.Everything);
        var count = 0;
        await foreach (var entry in connection.SearchPagedAsync(request, 50, Cancellation)) count += entry.Attributes.Count > 0 ? 1 : 0;
        count.ShouldBeGreaterThan(150);
    }

    [Fact]
    public async Task A_server_that_requires_channel_binding_refuses_without()
    {
        var options = Options(LdapSaslMechanism.Gssapi, LdapTransportSecurity.Tls);
        options = options with { Credential = (LdapCredential.Negotiate)options.Credential with { ChannelBinding = false } };
        var error = await Should.ThrowAsync<LdapException>(() => LdapConnection.ConnectAsync(options, Cancellation));
        error.Kind.ShouldBe(LdapErrorKind.StrongerAuthenticationRequired);
        error.Remedy.ShouldContain("channel binding");
    }

    [Fact]
    public async Task Negotiation_inside_TLS_either_works_or_names_the_mechanism_that_does()
    {
        try
        {
            await using var connection = await LdapConnection.ConnectAsync(Options(LdapSaslMechanism.GssSpnego, LdapTransportSecurity.Tls), Cancellation);
            (await connection.ReadAsync(directory.BaseName, ["dc"], Cancellation)).ShouldNotBeNull();
        }
        catch (LdapException e)
        {
            e.Remedy.ShouldContain("GSSAPI inside TLS");
        }
    }

    [Fact]
    public async Task The_bytes_on_the_wire_show_nothing()
    {
        await using var wire = new RecordingWire(directory.Host, LdapEndpoint.PlainPort);
        var options = Options(LdapSaslMechanism.GssSpnego, LdapTransportSecurity.None);
        options = options with
        {
            Endpoint = new LdapEndpoint("127.0.0.1", wire.Port, LdapTransportSecurity.None),
            Credential = (LdapCredential.Negotiate)options.Credential with { ServicePrincipal = "ldap/" + HostName },
        };
        await using (var connection = await LdapConnection.ConnectAsync(options, Cancellation))
        {
            (await connection.FindAsync(
                new(directory.BaseName, LdapScope.Subtree, LdapFilter.Is("sAMAccountName", "canary-on-the-wire")), Cancellation)).ShouldBeEmpty();
        }

        wire.Recorded.Length.ShouldBeGreaterThan(500);
        wire.Recorded.AsSpan().IndexOf("canary-on-the-wire"u8).ShouldBe(-1);
        wire.Recorded.AsSpan().IndexOf("sAMAccountName"u8).ShouldBe(-1);
    }

    [Fact]
    public async Task A_wrong_password_is_said_to_be_one()
    {
        var options = Options(LdapSaslMechanism.GssSpnego, LdapTransportSecurity.Tls);
        options = options with { Credential = (LdapCredential.Negotiate)options.Credential with { Password = "canary-7f3a" } };
        var error = await Should.ThrowAsync<LdapException>(() => LdapConnection.ConnectAsync(options, Cancellation));
        error.Kind.ShouldBe(LdapErrorKind.AuthenticationFailed);
        error.Remedy.ShouldContain("krb5.conf");
        error.ToString().ShouldNotContain("canary");
    }

    private LdapConnectionOptions Options(LdapSaslMechanism mechanism, LdapTransportSecurity security)
    {
        UseTicketServerOf(directory.Host);
        var credential = new LdapCredential.Negotiate(mechanism)
        {
            UserName = "svc-hybrid-groups@CORP.EXAMPLE.COM",
            Password = directory.ServiceAccount.Password,
            ServicePrincipal = "ldap/" + HostName,
        };
        return directory.Options(credential, LdapEndpoint.For(directory.Host, null, security));
    }

    private static void UseTicketServerOf(string address)
    {
        var file = Path.Combine(Path.GetTempPath(), $"krb5-{address}-{Environment.ProcessId}.conf");
        if (!File.Exists(file))
            File.WriteAllText(
                file,
                $$"""
                [libdefaults]
                  default_realm = CORP.EXAMPLE.COM
                  dns_lookup_kdc = false
                  dns_lookup_realm = false
                  rdns = false
                  dns_canonicalize_hostname = false
                [realms]
                  CORP.EXAMPLE.COM = {
                    kdc = {{address}}
                  }
                [domain_realm]
                  .corp.example.com = CORP.EXAMPLE.COM
                """);
        // The native library reads the environment of the process, which .NET keeps a copy of.
        SetNative("KRB5_CONFIG", file, 1).ShouldBe(0);
    }

    [DllImport("libc", EntryPoint = "setenv", CharSet = CharSet.Ansi, BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetNative(string name, string value, int overwrite);
}
