using System.Runtime.CompilerServices;
using System.Threading.Channels;
using HybridGroups.ActiveDirectory.Connections;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Watching;

/// <summary>
/// Change notification on a connection of its own. Many changes at once become one hint, and every interruption becomes one as
/// well: the hint says "ask", never "this happened".
/// </summary>
internal sealed class ChangeWatch(DirectorySession session)
{
    private static readonly TimeSpan BetweenGlances = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    public async IAsyncEnumerable<ChangeHint> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // One place: a hint that was not taken yet stands for all that follow.
        var hints = Channel.CreateBounded<ChangeHint>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var listening = ListenAsync(hints.Writer, ending.Token);
        try
        {
            await foreach (var hint in hints.Reader.ReadAllAsync(cancellation)) yield return hint;
            await listening;
        }
        finally
        {
            await ending.CancelAsync();
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(ChannelWriter<ChangeHint> hints, CancellationToken cancellation)
    {
        var pause = FirstPause;
        await using var servers = session.NewServers();
        try
        {
            while (true)
            {
                try
                {
                    var domain = await session.FactsAsync(cancellation);
                    var connection = await servers.GetAsync(cancellation);
                    await ListenAsync(connection, domain, hints, () => pause = FirstPause, cancellation);
                }
                catch (LdapException e) when (e.IsTransient || e.Kind == LdapErrorKind.ProtocolViolation)
                {
                    hints.TryWrite(ChangeHint.MayHaveMissed);
                }

                await Task.Delay(pause, session.Options.Time, cancellation);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
        catch (LdapException e)
        {
            hints.TryComplete(LdapTranslation.Translate(e, isWrite: false));
        }
        catch (Exception e)
        {
            hints.TryComplete(e is OnPremisesException or OperationCanceledException
                ? e
                : new OnPremisesException(OnPremisesErrorKind.Other, $"The watch ended: {e.Message}", "The changes are still asked for at every interval.", e));
        }
    }

    private async Task ListenAsync(
        LdapConnection connection, DomainFacts domain, ChannelWriter<ChangeHint> hints, Action answered, CancellationToken cancellation)
    {
        var request = new LdapSearchRequest(domain.BaseName, LdapScope.Subtree, LdapFilter.Everything)
        {
            Attributes = ["objectGUID"],
            Controls = [LdapControls.ChangeNotification],
            Timeout = Timeout.InfiniteTimeSpan,
        };
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var search = connection.Search(request, cancellation);
        // What happened before the server began to watch was not announced.
        hints.TryWrite(ChangeHint.MayHaveMissed);
        answered();
        var listening = HearAsync(search, hints, ending.Token);
        Task[] working = domain.IsSamba ? [listening, GlanceAsync(connection, hints, ending.Token)] : [listening];
        try
        {
            await await Task.WhenAny(working);
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task HearAsync(LdapSearch search, ChannelWriter<ChangeHint> hints, CancellationToken cancellation)
    {
        await foreach (var _ in search.WithCancellation(cancellation)) hints.TryWrite(ChangeHint.Changed);
    }

    // Samba announces at once only what came in through the same one of its processes; for the rest it looks every five seconds.
    private async Task GlanceAsync(LdapConnection connection, ChannelWriter<ChangeHint> hints, CancellationToken cancellation)
    {
        string? before = null;
        while (true)
        {
            var root = await connection.ReadAsync(DistinguishedName.Root, ["highestCommittedUSN"], cancellation);
            var now = root?.Text("highestCommittedUSN");
            if (before is not null && !string.Equals(now, before, StringComparison.Ordinal)) hints.TryWrite(ChangeHint.Changed);
            before = now;
            await Task.Delay(BetweenGlances, session.Options.Time, cancellation);
        }
    }
}
