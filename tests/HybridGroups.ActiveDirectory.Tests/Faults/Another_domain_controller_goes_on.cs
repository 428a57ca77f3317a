using System.Net;
using FaultProxy.Tcp;
using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Faults;

public sealed class Another_domain_controller_goes_on(Domain domain)
{
    [Fact]
    public async Task One_that_nobody_named_and_the_directory_itself_did()
    {
        // The domain has one domain controller. Two ways lead to it: one is configured, the other is what the directory says of itself.
        await using var configured = TcpFaultProxy.Start(domain.Server.Host, domain.Server.Port);
        var learnt = IPAddress.Parse("127.77.0.1");
        await using var named = TcpFaultProxy.Start(domain.Server.Host, domain.Server.Port, new IPEndPoint(learnt, configured.EndPoint.Port));
        var (user, name) = await domain.AddUserAsync(domain.People);
        var server = domain.Root.Child("CN", "Configuration").Child("CN", "Sites").Child("CN", "Default-First-Site-Name").Child("CN", "Servers").Child("CN", "DC1");
        var before = (await domain.Administrator.ReadAsync(server, ["dNSHostName"], Domain.Cancellation))!.Text("dNSHostName")!;
        await SayAsync(server, learnt.ToString());
        try
        {
            await using var directory = domain.Open(options => options with
            {
                Servers = [domain.Server with { Host = "127.0.0.1", Port = configured.EndPoint.Port }],
                Tls = domain.Tls with { ServerName = "localhost" },
            });
            var cookie = await directory.ReadAllAsync(_ => { }, Domain.Cancellation);
            named.AcceptedConnections.ShouldBe(0);

            await configured.StopListeningAsync();
            configured.StrikeOpenConnections(new TcpFault.Reset(0));
            await domain.Administrator.ModifyAsync(name, [LdapModification.Replace("description", "told by the other")], Domain.Cancellation);
            var changes = (await directory.ReadChangesAsync(cookie, Domain.Cancellation)).ShouldBeOfType<ChangeBatch.Changes>();
            changes.List.OfType<OnPremisesChange.Upserted>().ShouldContain(one => one.Object.Id == user && one.Object.First("description") == "told by the other");
            named.AcceptedConnections.ShouldBeGreaterThan(0);
        }
        finally
        {
            await SayAsync(server, before);
        }
    }

    private Task<LdapResult> SayAsync(DistinguishedName server, string host) =>
        domain.Administrator.ModifyAsync(server, [LdapModification.Replace("dNSHostName", host)], Domain.Cancellation);
}
