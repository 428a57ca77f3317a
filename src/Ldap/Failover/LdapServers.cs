namespace Ldap;

/// <summary>
/// The servers of one directory. It keeps one connection to the first that answers and turns to the next when that one fails;
/// a server that failed is asked last for a while. With a locator DNS is asked first, each time that a connection is made; what is
/// configured is then for where it names none.
/// </summary>
public sealed class LdapServers(
    IReadOnlyList<LdapEndpoint> configured,
    Func<LdapEndpoint, LdapConnectionOptions> options,
    TimeProvider time,
    DomainLocator? locator = null) : IAsyncDisposable
{
    private static readonly TimeSpan Penalty = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim connecting = new(1, 1);
    private readonly Dictionary<LdapEndpoint, long> failedAt = [];
    private IReadOnlyList<LdapEndpoint> preferred = [.. configured];
    private IReadOnlyList<LdapEndpoint> learnt = [];
    private LdapConnection? current;

    /// <summary>Those configured or located first, then those learnt.</summary>
    public IReadOnlyList<LdapEndpoint> Known
    {
        get
        {
            var first = Volatile.Read(ref preferred);
            return [.. first, .. Volatile.Read(ref learnt).Where(endpoint => !first.Any(own => IsSame(own, endpoint)))];
        }
    }

    /// <summary>Adds servers that the directory itself names.</summary>
    public void Learn(IEnumerable<LdapEndpoint> named) => Volatile.Write(ref learnt, [.. named.Distinct()]);

    public async Task<LdapConnection> GetAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref current) is { IsOpen: true } open) return open;
        await connecting.WaitAsync(cancellation);
        try
        {
            if (current is { IsOpen: true } made) return made;
            if (current is { } broken)
            {
                MarkFailed(broken.Endpoint);
                Volatile.Write(ref current, null);
                await broken.DisposeAsync();
            }

            var connection = await ConnectAsync(cancellation);
            Volatile.Write(ref current, connection);
            return connection;
        }
        finally
        {
            connecting.Release();
        }
    }

    /// <summary>
    /// Runs something that may be run again: a read. A write is given a connection and not repeated, because nobody can tell
    /// whether the first attempt took effect.
    /// </summary>
    public async Task<T> ReadAsync<T>(Func<LdapConnection, Task<T>> read, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var connection = await GetAsync(cancellation);
            try
            {
                return await read(connection);
            }
            catch (LdapException e) when (e.IsTransient && attempt <= Known.Count)
            {
                await DropAsync(connection, cancellation);
            }
        }
    }

    /// <summary>The next operation begins on another connection, and on another server where there is one.</summary>
    public async Task DropAsync(LdapConnection connection, CancellationToken cancellation)
    {
        await connecting.WaitAsync(cancellation);
        try
        {
            MarkFailed(connection.Endpoint);
            if (!ReferenceEquals(current, connection)) return;
            Volatile.Write(ref current, null);
            await connection.DisposeAsync();
        }
        finally
        {
            connecting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref current, null) is { } connection) await connection.DisposeAsync();
        connecting.Dispose();
    }

    private static bool IsSame(LdapEndpoint one, LdapEndpoint other) =>
        one.Port == other.Port && string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase);

    private void MarkFailed(LdapEndpoint endpoint) => failedAt[endpoint] = time.GetTimestamp();

    private bool IsPenalised(LdapEndpoint endpoint) =>
        failedAt.TryGetValue(endpoint, out var at) && time.GetElapsedTime(at) < Penalty;

    private async Task<LdapConnection> ConnectAsync(CancellationToken cancellation)
    {
        var errors = new List<LdapException>();
        var notLocated = await LocateAsync(cancellation);
        foreach (var endpoint in Known.OrderBy(IsPenalised).ToList())
        {
            try
            {
                var connection = await LdapConnection.ConnectAsync(options(endpoint), cancellation);
                failedAt.Remove(endpoint);
                return connection;
            }
            catch (LdapException e) when (IsOfThisServer(e))
            {
                MarkFailed(endpoint);
                errors.Add(e);
            }
        }

        if (errors.Count == 0) throw new InvalidOperationException("No directory server is configured.");
        if (errors.Count == 1 && notLocated is null) throw errors[0];
        var told = string.Join(' ', errors.Select(error => error.Message).Prepend(notLocated).OfType<string>());
        throw new LdapException(
            errors[0].Kind,
            errors.Count == 1 ? told : $"None of {errors.Count} directory servers can be used. {told}",
            errors[0].Remedy,
            errors[0]);
    }

    /// <summary>Why DNS names no server, where it was to name some.</summary>
    private async Task<string?> LocateAsync(CancellationToken cancellation)
    {
        if (locator is null) return null;
        var located = await locator.FindAsync(cancellation);
        Volatile.Write(ref preferred, located.Endpoints.Count > 0 ? located.Endpoints : configured);
        return located.Problem;
    }

    // A wrong password is wrong on every server, and trying it on each would lock the account.
    private static bool IsOfThisServer(LdapException error) =>
        error.IsTransient || error.Kind is LdapErrorKind.CertificateRejected or LdapErrorKind.TlsFailed
            or LdapErrorKind.ProtocolViolation or LdapErrorKind.TooLarge;
}
