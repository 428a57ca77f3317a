namespace Ldap;

/// <summary>
/// A bound connection. Any number of operations may be in flight on it; each has a deadline and can be cancelled. Once it is
/// broken it stays so: open another, or let the failover do it.
/// </summary>
public sealed class LdapConnection : IAsyncDisposable
{
    private readonly LdapConnectionOptions options;
    private readonly MessagePump pump;
    private readonly Task keepAlive;

    private LdapConnection(LdapConnectionOptions options, Stream stream)
    {
        this.options = options;
        pump = new MessagePump(stream, options);
        keepAlive = new KeepAlive(this, pump, options).RunAsync();
    }

    public LdapEndpoint Endpoint => options.Endpoint;

    public bool IsOpen => pump.Fault is null;

    /// <summary>Fires when the connection is of no more use.</summary>
    public CancellationToken Closed => pump.Closed;

    /// <summary>Operations that have been sent and not answered.</summary>
    public int InFlight => pump.InFlight;

    internal LdapConnectionOptions Options => options;

    public static async Task<LdapConnection> ConnectAsync(LdapConnectionOptions options, CancellationToken cancellation) =>
        new(options, await OperationClock.MeasureAsync(options, "bind", () => new ConnectionOpener(options).OpenAsync(cancellation)));

    /// <summary>Starts a search; its entries can be read while they arrive.</summary>
    public LdapSearch Search(LdapSearchRequest request, CancellationToken cancellation) =>
        new(pump, request, options, cancellation);

    /// <summary>All entries of a search that the server answers in one go.</summary>
    public async Task<IReadOnlyList<LdapEntry>> FindAsync(LdapSearchRequest request, CancellationToken cancellation)
    {
        var found = new List<LdapEntry>();
        await using var search = Search(request, cancellation);
        await foreach (var entry in search.WithCancellation(cancellation)) found.Add(entry);
        return found;
    }

    /// <summary>One object, or null when it is not there.</summary>
    public async Task<LdapEntry?> ReadAsync(
        DistinguishedName name,
        IReadOnlyList<string> attributes,
        CancellationToken cancellation,
        params IReadOnlyList<LdapControl> controls)
    {
        try
        {
            var request = new LdapSearchRequest(name, LdapScope.Base, LdapFilter.Everything) { Attributes = attributes, Controls = controls };
            var found = await FindAsync(request, cancellation);
            return found.Count > 0 ? found[0] : null;
        }
        catch (LdapException e) when (e.Kind == LdapErrorKind.NoSuchObject)
        {
            return null;
        }
    }

    public Task<LdapResult> AddAsync(
        DistinguishedName name,
        IReadOnlyList<LdapAttribute> attributes,
        CancellationToken cancellation,
        LdapWriteOptions? how = null) =>
        WriteAsync(
            new PendingResponse($"the creation of {name}", BerTag.AddResponse),
            (id, controls) => RequestEncoder.Add(id, name, attributes, controls),
            how,
            cancellation);

    public Task<LdapResult> ModifyAsync(
        DistinguishedName name,
        IReadOnlyList<LdapModification> modifications,
        CancellationToken cancellation,
        LdapWriteOptions? how = null) =>
        WriteAsync(
            new PendingResponse($"the change of {name}", BerTag.ModifyResponse),
            (id, controls) => RequestEncoder.Modify(id, name, modifications, controls),
            how,
            cancellation);

    public Task<LdapResult> DeleteAsync(DistinguishedName name, CancellationToken cancellation, LdapWriteOptions? how = null) =>
        name.IsRoot
            ? throw new ArgumentException("The root cannot be deleted.", nameof(name))
            : WriteAsync(
                new PendingResponse($"the deletion of {name}", BerTag.DeleteResponse),
                (id, controls) => RequestEncoder.Delete(id, name, controls),
                how,
                cancellation);

    /// <summary>Renames, moves, or both in one step.</summary>
    public Task<LdapResult> RenameAsync(
        DistinguishedName name,
        RelativeDistinguishedName newRdn,
        DistinguishedName? newParent,
        CancellationToken cancellation,
        LdapWriteOptions? how = null) =>
        WriteAsync(
            new PendingResponse($"the move of {name}", BerTag.ModifyNameResponse),
            (id, controls) => RequestEncoder.ModifyName(id, name, newRdn, deleteOldRdn: true, newParent, controls),
            how,
            cancellation);

    public async Task<LdapResult> ExtendedAsync(
        string operation,
        ReadOnlyMemory<byte>? value,
        CancellationToken cancellation,
        LdapWriteOptions? how = null) =>
        await WriteAsync(
            new PendingResponse($"the operation {operation}", BerTag.ExtendedResponse),
            (id, _) => RequestEncoder.Extended(id, operation, value),
            how,
            cancellation);

    public async ValueTask DisposeAsync()
    {
        await pump.DisposeAsync();
        await keepAlive;
    }

    private async Task<LdapResult> WriteAsync(
        PendingResponse operation,
        Func<int, IReadOnlyList<LdapControl>, byte[]> encode,
        LdapWriteOptions? how,
        CancellationToken cancellation)
    {
        how ??= LdapWriteOptions.Default;
        return await OperationClock.MeasureAsync(options, NameOf(operation.Answer), () => SendAsync(operation, encode, how, cancellation));
    }

    private async Task<LdapResult> SendAsync(
        PendingResponse operation, Func<int, IReadOnlyList<LdapControl>, byte[]> encode, LdapWriteOptions how, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var timeout = how.Timeout ?? options.OperationTimeout;
        using var deadline = new CancellationTokenSource(timeout, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        pump.Send(operation, id => encode(id, how.Controls));
        LdapResult result;
        try
        {
            result = await operation.Completion.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            pump.Abandon(operation);
            cancellation.ThrowIfCancellationRequested();
            throw LdapErrors.Deadline(operation.Description, options.Endpoint.ToString(), timeout);
        }

        return result.Code == LdapResultCode.Success
            ? result
            : throw ResultErrors.From(result, operation.Description, options.Endpoint.ToString());
    }

    private static string NameOf(byte answer) => answer switch
    {
        BerTag.AddResponse => "add",
        BerTag.ModifyResponse => "modify",
        BerTag.DeleteResponse => "delete",
        BerTag.ModifyNameResponse => "rename",
        _ => "extended",
    };
}
