using System.Diagnostics;
using FaultProxy.Tcp;
using Ldap.Tests.Servers;

namespace Ldap.Tests.Faults;

/// <summary>Each fault ends within the deadline with a clear error, and the next attempt works.</summary>
public sealed class BrokenConnections(RealDirectory directory)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_takes_the_connection_and_says_nothing()
    {
        await using var proxy = Proxy();
        proxy.Next(new TcpFault.Stall(0));
        var error = await TimedAsync(() => LdapConnection.ConnectAsync(Through(proxy), Cancellation));
        error.Kind.ShouldBe(LdapErrorKind.Unreachable);
        error.Message.ShouldContain("no answer to the TLS handshake within 2 s");
        await WorksAsync(proxy);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_the_bind()
    {
        using var certificates = new TestCertificates();
        using var certificate = certificates.Issue();
        await using var server = new ScriptedServer(certificate, (_, cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation));
        var options = new LdapConnectionOptions(server.Endpoint, new LdapCredential.Simple("a", "b"))
        {
            Tls = new LdapTlsOptions { Authorities = [certificates.Authority] },
            ConnectTimeout = Limit,
        };
        var error = await TimedAsync(() => LdapConnection.ConnectAsync(options, Cancellation));
        error.Kind.ShouldBe(LdapErrorKind.Unreachable);
        error.Message.ShouldContain("no answer to the bind");
    }

    [Fact]
    public async Task A_server_that_hangs_during_a_search()
    {
        await using var proxy = Proxy();
        await using var connection = await LdapConnection.ConnectAsync(Through(proxy), Cancellation);
        proxy.StrikeOpenConnections(new TcpFault.Stall(0));
        var error = await TimedAsync(() => connection.FindAsync(Everything(), Cancellation));
        error.Kind.ShouldBe(LdapErrorKind.DeadlineExceeded);
        error.Remedy.ShouldNotBeEmpty();
        await WorksAsync(proxy);
    }

    [Fact]
    public async Task A_connection_cut_in_the_middle_of_a_page()
    {
        await using var proxy = Proxy();
        proxy.Next(new TcpFault.Cut(40_000));
        await using var connection = await LdapConnection.ConnectAsync(Through(proxy), Cancellation);
        var received = 0;
        var error = await TimedAsync(async () =>
        {
            await foreach (var entry in connection.SearchPagedAsync(Everything(), 100, Cancellation)) received += entry.Attributes.Count > 0 ? 1 : 0;
        });
        error.Kind.ShouldBe(LdapErrorKind.ConnectionLost);
        received.ShouldBeGreaterThan(0);
        connection.IsOpen.ShouldBeFalse();
        await WorksAsync(proxy);
    }

    [Fact]
    public async Task A_connection_reset_while_many_operations_are_in_flight_ends_every_one_of_them()
    {
        await using var proxy = Proxy();
        await using var connection = await LdapConnection.ConnectAsync(Through(proxy), Cancellation);
        var searches = Enumerable.Range(0, 50).Select(_ => connection.FindAsync(Everything(), Cancellation)).ToList();
        proxy.StrikeOpenConnections(new TcpFault.Reset(0));
        foreach (var search in searches)
        {
            await ((Task)search).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (search.IsFaulted) search.Exception.InnerException.ShouldBeOfType<LdapException>().Kind.ShouldBe(LdapErrorKind.ConnectionLost);
        }

        searches.ShouldContain(search => search.IsFaulted);
        connection.InFlight.ShouldBe(0);
        await WorksAsync(proxy);
    }

    [Fact]
    public async Task A_refused_connection()
    {
        await using var proxy = Proxy();
        await proxy.StopListeningAsync();
        var error = await TimedAsync(() => LdapConnection.ConnectAsync(Through(proxy), Cancellation));
        error.Kind.ShouldBe(LdapErrorKind.Unreachable);
        error.Remedy.ShouldContain("firewall");
        proxy.ListenAgain();
        await WorksAsync(proxy);
    }

    [Fact]
    public async Task A_silent_death_of_the_connection_is_noticed_by_the_keep_alive()
    {
        await using var proxy = Proxy();
        var options = Through(proxy) with { KeepAliveInterval = TimeSpan.FromMilliseconds(300), KeepAliveTimeout = TimeSpan.FromMilliseconds(500) };
        await using var connection = await LdapConnection.ConnectAsync(options, Cancellation);
        var notification = connection.Search(
            new(directory.BaseName, LdapScope.Subtree, LdapFilter.Everything)
            {
                Controls = [LdapControls.ChangeNotification],
                Timeout = Timeout.InfiniteTimeSpan,
            },
            Cancellation);
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancellation);
        connection.IsOpen.ShouldBeTrue();
        proxy.StrikeOpenConnections(new TcpFault.Stall(0));
        var error = await TimedAsync(() => notification.Completion);
        error.Kind.ShouldBe(LdapErrorKind.ConnectionLost);
        error.Message.ShouldContain("silent");
        await notification.DisposeAsync();
    }

    [Fact]
    public async Task A_cancelled_search_ends_at_once_and_the_connection_lives_on()
    {
        await using var connection = await directory.ConnectAsync();
        using var cancelling = new CancellationTokenSource();
        await using var search = connection.Search(Everything() with { Controls = [LdapControls.ChangeNotification] }, cancelling.Token);
        await cancelling.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => search.Completion);
        connection.InFlight.ShouldBe(0);
        (await connection.ReadAsync(directory.BaseName, ["dc"], Cancellation)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_response_of_which_only_the_half_ever_comes()
    {
        await using var proxy = Proxy();
        // What was half sent by the deadline is no answer, however many entries of it are here.
        proxy.Next(new TcpFault.Stall(40_000));
        await using var connection = await LdapConnection.ConnectAsync(Through(proxy), Cancellation);
        var received = 0;
        var error = await TimedAsync(async () =>
        {
            await foreach (var entry in connection.SearchPagedAsync(Everything(), 100, Cancellation)) received += entry.Attributes.Count > 0 ? 1 : 0;
        });
        error.Kind.ShouldBeOneOf(LdapErrorKind.DeadlineExceeded, LdapErrorKind.ConnectionLost);
        received.ShouldBeGreaterThan(0);
        await WorksAsync(proxy);
    }

    private TcpFaultProxy Proxy() => TcpFaultProxy.Start(directory.Host, LdapEndpoint.TlsPort);

    private LdapConnectionOptions Through(TcpFaultProxy proxy) =>
        directory.Options(endpoint: new LdapEndpoint("127.0.0.1", proxy.EndPoint.Port, LdapTransportSecurity.Tls)) with
        {
            Tls = directory.Tls with { ServerName = "localhost" },
            ConnectTimeout = Limit,
            OperationTimeout = Limit,
        };

    private LdapSearchRequest Everything() => new(directory.BaseName, LdapScope.Subtree, LdapFilter.Everything);

    private static async Task<LdapException> TimedAsync(Func<Task> operation)
    {
        var watch = Stopwatch.StartNew();
        var error = await Should.ThrowAsync<LdapException>(operation);
        watch.Elapsed.ShouldBeLessThan(Limit * 2);
        return error;
    }

    private async Task WorksAsync(TcpFaultProxy proxy)
    {
        await using var connection = await LdapConnection.ConnectAsync(Through(proxy), Cancellation);
        (await connection.ReadAsync(directory.BaseName, ["dc"], Cancellation)).ShouldNotBeNull();
    }
}
