using HybridGroups.ActiveDirectory.Connections;
using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Ports;
using Ldap;
using TestEnvironment;

namespace HybridGroups.ActiveDirectory.Tests.Faults;

public sealed class ServerRestart
{
    [Fact]
    public async Task Ends_in_a_clear_error_and_the_next_attempt_goes_on_from_the_same_cookie()
    {
        await using var surroundings = await Surroundings.UpAsync("ldap-restart", "active-directory", Domain.Cancellation);
        var server = surroundings.Description.ActiveDirectory!;
        var options = new ActiveDirectoryOptions(
            [LdapEndpoint.Parse(server.Url.OriginalString)],
            new LdapCredential.Simple(server.ServiceAccount!, await File.ReadAllTextAsync(server.ServiceAccountPasswordFile!, Domain.Cancellation)))
        {
            Tls = new() { Authorities = LdapTlsOptions.ReadAuthorities(await File.ReadAllTextAsync(server.CertificateAuthority, Domain.Cancellation)) },
            ConnectTimeout = TimeSpan.FromSeconds(3),
            OperationTimeout = TimeSpan.FromSeconds(3),
        };
        await using var directory = new ActiveDirectoryDomain(options);
        var cookie = await directory.ReadAllAsync(_ => { }, Domain.Cancellation);

        await surroundings.SignalAsync("samba", "STOP", Domain.Cancellation);
        await FailsAsync(directory, cookie);
        await surroundings.SignalAsync("samba", "KILL", Domain.Cancellation);
        await FailsAsync(directory, cookie);

        await surroundings.RestartAsync("active-directory", Domain.Cancellation);
        (await directory.ReadChangesAsync(cookie, Domain.Cancellation)).ShouldBeOfType<ChangeBatch.Changes>();
    }

    private static async Task FailsAsync(ActiveDirectoryDomain directory, DirectoryCookie cookie)
    {
        var start = TimeProvider.System.GetTimestamp();
        var error = await Should.ThrowAsync<OnPremisesException>(() => directory.ReadChangesAsync(cookie, Domain.Cancellation));
        error.Kind.ShouldBe(OnPremisesErrorKind.Transient, error.Message);
        error.Remedy.ShouldNotBeEmpty();
        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }
}
