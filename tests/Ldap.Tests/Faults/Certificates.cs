using Ldap.Tests.Servers;

namespace Ldap.Tests.Faults;

public sealed class Certificates : IDisposable
{
    private readonly TestCertificates certificates = new();

    [Fact]
    public async Task An_expired_one_is_named_with_its_dates_and_the_fix()
    {
        var error = await RejectedAsync(certificates.Issue(validFromDay: -30, validToDay: -2), "localhost");
        error.Message.ShouldContain("outside its time");
        error.Message.ShouldContain("CN=localhost");
        error.Message.ShouldContain("SHA-256");
        error.Remedy.ShouldContain("Renew");
    }

    [Fact]
    public async Task One_for_another_host_is_named_with_the_names_it_has()
    {
        var error = await RejectedAsync(certificates.Issue("dc9.example.com"), "localhost");
        error.Message.ShouldContain("not for the name localhost but for dc9.example.com");
        error.Remedy.ShouldContain("subject alternative names");
    }

    [Fact]
    public async Task One_of_an_unknown_authority_is_named_with_its_issuer_and_those_trusted()
    {
        using var others = new TestCertificates("Another authority");
        var error = await RejectedAsync(others.Issue(), "localhost");
        error.Message.ShouldContain("not among the trusted authorities (CN=Authority of this test)");
        error.Remedy.ShouldContain("caBundle");
    }

    [Fact]
    public async Task One_of_an_authority_that_only_has_the_same_name_is_rejected()
    {
        using var others = new TestCertificates();
        (await RejectedAsync(others.Issue(), "localhost")).Message.ShouldContain("although it bears that name");
    }

    [Fact]
    public async Task One_that_the_system_does_not_trust_is_rejected_when_no_authority_is_given()
    {
        using var certificate = certificates.Issue();
        await using var server = new ScriptedServer(certificate, (_, cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation));
        var error = await Should.ThrowAsync<LdapException>(() => LdapConnection.ConnectAsync(
            new LdapConnectionOptions(server.Endpoint, new LdapCredential.Anonymous()), TestContext.Current.CancellationToken));
        error.Kind.ShouldBe(LdapErrorKind.CertificateRejected);
        error.Message.ShouldContain("not trusted by this system");
    }

    [Fact]
    public async Task A_good_one_is_accepted()
    {
        using var certificate = certificates.Issue();
        await using var server = new ScriptedServer(certificate, (_, cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation));
        await using var connection = await LdapConnection.ConnectAsync(Options(server), TestContext.Current.CancellationToken);
        connection.IsOpen.ShouldBeTrue();
    }

    public void Dispose() => certificates.Dispose();

    private async Task<LdapException> RejectedAsync(System.Security.Cryptography.X509Certificates.X509Certificate2 certificate, string host)
    {
        using (certificate)
        {
            await using var server = new ScriptedServer(certificate, (_, _) => Task.CompletedTask);
            server.Endpoint.Host.ShouldBe(host);
            var error = await Should.ThrowAsync<LdapException>(
                () => LdapConnection.ConnectAsync(Options(server), TestContext.Current.CancellationToken));
            error.Kind.ShouldBe(LdapErrorKind.CertificateRejected);
            return error;
        }
    }

    private LdapConnectionOptions Options(ScriptedServer server) =>
        new(server.Endpoint, new LdapCredential.Anonymous()) { Tls = new LdapTlsOptions { Authorities = [certificates.Authority] } };
}
