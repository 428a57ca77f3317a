using Ldap;

namespace HybridGroups.ActiveDirectory.Connections;

/// <summary>The connection that everything but the watch shares, and what must be known of the domain before anything else.</summary>
internal sealed class DirectorySession : IAsyncDisposable
{
    private readonly LdapServers servers;
    private readonly SemaphoreSlim loading = new(1, 1);
    private readonly LdapMetrics metrics;
    private DomainFacts? facts;

    public DirectorySession(ActiveDirectoryOptions options)
    {
        Options = options;
        metrics = new LdapMetrics(options.BaseName is { } name ? DomainFacts.DnsNameOf(name) : string.Empty);
        servers = NewServers();
    }

    public ActiveDirectoryOptions Options { get; }

    /// <summary>Whether a search without pages is worth trying; false once the server has refused one.</summary>
    public bool AnswersAtOnce { get; set; } = true;

    /// <summary>Another set of connections to the same servers, for what must not share one.</summary>
    public LdapServers NewServers()
    {
        var made = new LdapServers(Options.Servers, ConnectionTo, Options.Time, Options.Locator);
        if (facts is { } known) made.Learn(known.DomainControllers.Select(EndpointOf));
        return made;
    }

    public async Task<DomainFacts> FactsAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref facts) is { } known) return known;
        await loading.WaitAsync(cancellation);
        try
        {
            if (facts is { } loaded) return loaded;
            var read = await servers.ReadAsync(connection => DomainFacts.ReadAsync(connection, Options.BaseName, cancellation), cancellation);
            servers.Learn(read.DomainControllers.Select(EndpointOf));
            Volatile.Write(ref facts, read);
            return read;
        }
        finally
        {
            loading.Release();
        }
    }

    /// <summary>Reads; on another domain controller when one fails.</summary>
    public Task<T> ReadAsync<T>(Func<LdapConnection, Task<T>> read, CancellationToken cancellation) =>
        LdapTranslation.RunAsync(() => servers.ReadAsync(read, cancellation), isWrite: false);

    /// <summary>Reads something whose beginning has already been handed on, so that it cannot be begun again here.</summary>
    public Task<T> ReadOnceAsync<T>(Func<LdapConnection, Task<T>> read, CancellationToken cancellation) =>
        LdapTranslation.RunAsync(async () => await read(await servers.GetAsync(cancellation)), isWrite: false);

    /// <summary>Writes; never repeated by itself.</summary>
    public Task<T> WriteAsync<T>(Func<LdapConnection, Task<T>> write, CancellationToken cancellation) =>
        LdapTranslation.RunAsync(async () => await write(await servers.GetAsync(cancellation)), isWrite: true);

    public async ValueTask DisposeAsync()
    {
        await servers.DisposeAsync();
        loading.Dispose();
    }

    private LdapEndpoint EndpointOf(string host) => Options.Servers[0] with { Host = host };

    private LdapConnectionOptions ConnectionTo(LdapEndpoint endpoint) => new(endpoint, Options.Credential)
    {
        Tls = Options.Tls,
        ConnectTimeout = Options.ConnectTimeout,
        OperationTimeout = Options.OperationTimeout,
        KeepAliveInterval = Options.KeepAliveInterval,
        Measured = metrics.Measured,
        Time = Options.Time,
    };
}
