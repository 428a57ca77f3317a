using Ldap.Tests.Servers;

namespace Ldap.Tests.Connections;

public sealed class Connecting(RealDirectory directory)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reads_the_root_without_an_account()
    {
        await using var connection = await directory.ConnectAsync(new LdapCredential.Anonymous());
        var root = await connection.ReadAsync(DistinguishedName.Root, ["defaultNamingContext"], Cancellation);
        root.ShouldNotBeNull().Text("defaultNamingContext").ShouldBe(directory.Description.BaseDn);
    }

    [Fact]
    public async Task Binds_with_a_password_over_TLS()
    {
        await using var connection = await directory.ConnectAsync(directory.ServiceAccount);
        (await connection.ReadAsync(directory.BaseName, ["distinguishedName"], Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Binds_with_a_password_after_StartTLS()
    {
        var options = directory.Options(directory.ServiceAccount, LdapEndpoint.Parse("ldap://" + directory.Host));
        await using var connection = await LdapConnection.ConnectAsync(options, Cancellation);
        (await connection.ReadAsync(directory.BaseName, ["distinguishedName"], Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Never_sends_a_password_without_TLS()
    {
        var plain = new LdapEndpoint(directory.Host, LdapEndpoint.PlainPort, LdapTransportSecurity.None);
        var error = await Should.ThrowAsync<LdapException>(
            () => LdapConnection.ConnectAsync(directory.Options(directory.ServiceAccount, plain), Cancellation));
        error.Kind.ShouldBe(LdapErrorKind.AuthenticationFailed);
        error.Message.ShouldContain("was not sent");
        error.Remedy.ShouldContain("ldaps://");
    }

    [Fact]
    public async Task Refuses_an_empty_password_that_a_server_would_take_for_an_anonymous_bind()
    {
        var error = await Should.ThrowAsync<LdapException>(
            () => directory.ConnectAsync(directory.ServiceAccount with { Password = "" }));
        error.Message.ShouldContain("empty");
    }

    [Fact]
    public async Task Says_that_a_password_is_wrong_and_never_shows_it()
    {
        var error = await Should.ThrowAsync<LdapException>(
            () => directory.ConnectAsync(directory.ServiceAccount with { Password = "canary-7f3a" }));
        error.Kind.ShouldBe(LdapErrorKind.AuthenticationFailed);
        error.Message.ShouldContain("user name or the password is wrong");
        error.Message.ShouldContain("data 52e");
        error.ToString().ShouldNotContain("canary");
    }

    [Fact]
    public void A_credential_as_text_has_no_secret()
    {
        new LdapCredential.Simple("a", "canary-7f3a").ToString().ShouldBe("simple bind as a");
        $"{new LdapCredential.Negotiate(LdapSaslMechanism.Gssapi) { UserName = "u", Password = "canary-7f3a" }}".ShouldBe("Gssapi as u");
    }
}
