namespace Ldap;

/// <summary>Asks a silent server whether it is still there: a firewall that forgets a connection tells neither side.</summary>
internal sealed class KeepAlive(LdapConnection connection, MessagePump pump, LdapConnectionOptions options)
{
    private static readonly LdapSearchRequest Question =
        new(DistinguishedName.Root, LdapScope.Base, LdapFilter.Everything) { Attributes = ["1.1"] };

    public async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var wait = options.KeepAliveInterval - pump.Silence;
                if (wait > TimeSpan.Zero) await Task.Delay(wait, options.Time, pump.Closed);
                if (pump.Silence >= options.KeepAliveInterval) await AskAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The connection has ended.
        }
    }

    private async Task AskAsync()
    {
        try
        {
            await connection.FindAsync(Question with { Timeout = options.KeepAliveTimeout }, pump.Closed);
        }
        catch (LdapException e) when (e.Kind == LdapErrorKind.DeadlineExceeded)
        {
            pump.Break(LdapErrors.Lost(options.Endpoint.ToString(), $"the server has been silent for {pump.Silence.TotalSeconds:0} s", e));
        }
        catch (LdapException e) when (e.Result is not null)
        {
            // An answer, if a refusal: it is alive.
        }
    }
}
