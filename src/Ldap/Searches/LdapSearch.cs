namespace Ldap;

/// <summary>A search in progress. Disposing of it before its end tells the server to stop.</summary>
public sealed class LdapSearch : IAsyncEnumerable<LdapEntry>, IAsyncDisposable
{
    private readonly MessagePump pump;
    private readonly PendingSearch operation;
    private readonly LdapConnectionOptions options;
    private readonly TimeSpan timeout;
    private readonly CancellationToken cancellation;
    private readonly CancellationTokenSource deadline;
    private readonly CancellationTokenSource either;
    private readonly CancellationTokenRegistration registration;

    internal LdapSearch(MessagePump pump, LdapSearchRequest request, LdapConnectionOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        this.pump = pump;
        this.options = options;
        this.cancellation = cancellation;
        timeout = request.Timeout ?? options.OperationTimeout;
        operation = new PendingSearch($"the search in {(request.Base.IsRoot ? "its root" : request.Base)}", options.MaximumUnreadBytes);
        // One more than ours: servers count in whole seconds, and end a search of one second after a moment.
        var seconds = timeout == Timeout.InfiniteTimeSpan ? 0 : (int)Math.Ceiling(timeout.TotalSeconds) + 1;
        pump.Send(operation, id => RequestEncoder.Search(id, request, seconds));
        _ = OperationClock.WatchAsync(options, timeout == Timeout.InfiniteTimeSpan ? "watch" : "search", operation.Completion);
        deadline = new CancellationTokenSource(timeout, options.Time);
        either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        registration = either.Token.UnsafeRegister(static search => ((LdapSearch)search!).Stop(), this);
    }

    /// <summary>The end of the search: its result and response controls, whatever the result code.</summary>
    public Task<LdapResult> Completion => operation.Completion;

    /// <summary>Where the server says that the search should go on.</summary>
    public IReadOnlyList<string> References => operation.References;

    public async IAsyncEnumerator<LdapEntry> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        while (await operation.Entries.WaitToReadAsync(cancellationToken))
        {
            while (operation.Entries.TryRead(out var entry))
            {
                operation.Taken(entry);
                yield return entry;
            }
        }

        var result = await operation.Completion;
        if (result.Code != LdapResultCode.Success) throw ResultErrors.From(result, operation.Description, options.Endpoint.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await registration.DisposeAsync();
        if (!operation.Completion.IsCompleted)
        {
            pump.Abandon(operation);
            operation.Fail(new OperationCanceledException("The search was ended before its end."));
        }

        either.Dispose();
        deadline.Dispose();
    }

    private void Stop()
    {
        if (operation.Completion.IsCompleted) return;
        pump.Abandon(operation);
        operation.Fail(cancellation.IsCancellationRequested
            ? new OperationCanceledException(cancellation)
            : LdapErrors.Deadline(operation.Description, options.Endpoint.ToString(), timeout));
    }
}
