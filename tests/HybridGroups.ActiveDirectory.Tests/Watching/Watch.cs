using HybridGroups.ActiveDirectory.Tests.Surrounding;
using HybridGroups.Sync.Directory;
using Ldap;

namespace HybridGroups.ActiveDirectory.Tests.Watching;

public sealed class Watch(Domain domain)
{
    [Fact]
    public async Task Wakes_up_when_something_changes()
    {
        var (_, name) = await domain.AddUserAsync(domain.People);
        await using var directory = domain.Open();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Domain.Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        await using var hints = directory.WatchAsync(limit.Token).GetAsyncEnumerator(limit.Token);
        (await hints.MoveNextAsync()).ShouldBeTrue();
        hints.Current.ShouldBe(ChangeHint.MayHaveMissed);
        await domain.Administrator.ModifyAsync(name, [LdapModification.Replace("description", "woken")], Domain.Cancellation);
        (await hints.MoveNextAsync()).ShouldBeTrue();
        hints.Current.ShouldBe(ChangeHint.Changed);
    }

    [Fact]
    public async Task Says_so_when_it_was_interrupted_and_nothing_is_lost_because_the_cookie_tells_it()
    {
        var (user, name) = await domain.AddUserAsync(domain.People);
        await using var proxy = FaultProxy.Tcp.TcpFaultProxy.Start(domain.Server.Host, domain.Server.Port);
        await using var directory = domain.Open(options => options with
        {
            Servers = [domain.Server with { Host = "127.0.0.1", Port = proxy.EndPoint.Port }],
            Tls = domain.Tls with { ServerName = "localhost" },
        });
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Domain.Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        var cookie = await directory.ReadAllAsync(_ => { }, limit.Token);
        await using var hints = directory.WatchAsync(limit.Token).GetAsyncEnumerator(limit.Token);
        await hints.MoveNextAsync();

        proxy.StrikeOpenConnections(new FaultProxy.Tcp.TcpFault.Cut(0));
        await domain.Administrator.ModifyAsync(name, [LdapModification.Replace("description", "while it was deaf")], limit.Token);
        (await hints.MoveNextAsync()).ShouldBeTrue();
        hints.Current.ShouldBe(ChangeHint.MayHaveMissed);
        var batch = (await directory.ReadChangesAsync(cookie, limit.Token)).ShouldBeOfType<ChangeBatch.Changes>();
        batch.List.OfType<OnPremisesChange.Upserted>().ShouldContain(one => one.Object.Id == user && one.Object.First("description") == "while it was deaf");
    }
}
