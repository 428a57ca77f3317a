using System.Buffers;
using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Ldap;

/// <summary>
/// Many operations over one stream: one task writes, one reads. Whatever goes wrong with the stream ends every operation in
/// flight with the same error, and the connection with them.
/// </summary>
internal sealed class MessagePump : IAsyncDisposable
{
    private const int FirstBuffer = 64 * 1024;
    private static readonly TimeSpan FarewellTimeout = TimeSpan.FromSeconds(2);

    private readonly Stream stream;
    private readonly LdapConnectionOptions options;
    private readonly string server;
    private readonly ConcurrentDictionary<int, PendingOperation> pending = new();
    private readonly Channel<(PendingOperation? Operation, byte[] Message)> outgoing =
        Channel.CreateUnbounded<(PendingOperation?, byte[])>(new UnboundedChannelOptions { SingleReader = true });

    private readonly CancellationTokenSource closing = new();
    private readonly Task reading;
    private readonly Task writing;
    private LdapException? fault;
    private int lastId;
    private long lastReceived;

    public MessagePump(Stream stream, LdapConnectionOptions options)
    {
        this.stream = stream;
        this.options = options;
        server = options.Endpoint.ToString();
        lastReceived = options.Time.GetTimestamp();
        Closed = closing.Token;
        reading = ReadAllAsync();
        writing = WriteAllAsync();
    }

    /// <summary>Fires when the connection is of no more use.</summary>
    public CancellationToken Closed { get; }

    public LdapException? Fault => Volatile.Read(ref fault);

    public int InFlight => pending.Count;

    public TimeSpan Silence => options.Time.GetElapsedTime(Volatile.Read(ref lastReceived));

    public void Send(PendingOperation operation, Func<int, byte[]> encode)
    {
        if (Fault is { } broken) throw Again(broken);
        var id = NextId();
        operation.Id = id;
        var message = encode(id);
        pending[id] = operation;
        // A fault between the check and the entry in the table has not seen this operation.
        if (Fault is { } since && pending.TryRemove(id, out _)) throw Again(since);
        outgoing.Writer.TryWrite((operation, message));
    }

    /// <summary>Tells the server to stop; what it still sends for this operation is dropped.</summary>
    public void Abandon(PendingOperation operation)
    {
        operation.IsAbandoned = true;
        if (!pending.TryRemove(operation.Id, out _) || !operation.IsSent || Fault is not null) return;
        outgoing.Writer.TryWrite((null, RequestEncoder.Abandon(NextId(), operation.Id)));
    }

    public void Break(LdapException error)
    {
        if (Interlocked.CompareExchange(ref fault, error, null) is not null) return;
        outgoing.Writer.TryComplete();
        foreach (var id in pending.Keys)
        {
            if (pending.TryRemove(id, out var operation)) operation.Fail(error);
        }

        closing.Cancel();
    }

    public async ValueTask DisposeAsync()
    {
        if (Fault is null) outgoing.Writer.TryWrite((null, RequestEncoder.Unbind(NextId())));
        outgoing.Writer.TryComplete();
        await Task.WhenAny(writing, Task.Delay(FarewellTimeout, options.Time, Closed));
        Break(LdapErrors.Closed(server));
        await stream.DisposeAsync();
        await Task.WhenAll(reading, writing);
        closing.Dispose();
    }

    private static LdapException Again(LdapException broken) =>
        new(broken.Kind, broken.Message, broken.Remedy, broken);

    private int NextId()
    {
        // Positive, and 0 belongs to the server.
        var id = Interlocked.Increment(ref lastId) & int.MaxValue;
        return id == 0 ? NextId() : id;
    }

    private async Task WriteAllAsync()
    {
        try
        {
            await foreach (var (operation, message) in outgoing.Reader.ReadAllAsync(closing.Token))
            {
                if (operation is { IsAbandoned: true }) continue;
                operation?.IsSent = true;
                // A server that no longer reads would hold this task, and with it every operation after this one.
                using var limit = new CancellationTokenSource(options.OperationTimeout, options.Time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, closing.Token);
                await stream.WriteAsync(message, either.Token);
            }
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The connection was ended on purpose, or the reader has already said why.
        }
        catch (OperationCanceledException e)
        {
            Break(LdapErrors.Lost(server, $"it has taken nothing for {options.OperationTimeout.TotalSeconds:0.###} s", e));
        }
        catch (Exception e)
        {
            Break(e as LdapException ?? LdapErrors.Lost(server, e.Message.TrimEnd('.'), e));
        }
    }

    private async Task ReadAllAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        try
        {
            var decoder = new MessageDecoder();
            var filled = 0;
            while (true)
            {
                // It grows as bytes arrive, not as a length announces.
                if (filled == buffer.Length) buffer = Grow(buffer, filled);
                var count = await stream.ReadAsync(buffer.AsMemory(filled), closing.Token);
                if (count == 0) throw LdapErrors.Lost(server, filled > 0 ? "the server closed it in the middle of a message" : "the server closed it");
                Volatile.Write(ref lastReceived, options.Time.GetTimestamp());
                filled += count;
                var used = Deliver(buffer.AsMemory(0, filled), decoder);
                if (used == 0) continue;
                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
            }
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // The connection was ended on purpose, or the writer has already said why.
        }
        catch (Exception e)
        {
            Break(e as LdapException ?? LdapErrors.Lost(server, e.Message.TrimEnd('.'), e));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private int Deliver(ReadOnlyMemory<byte> data, MessageDecoder decoder)
    {
        var used = 0;
        while (true)
        {
            var rest = data[used..];
            var length = BerFrame.Measure(rest.Span, options.MaximumMessageBytes);
            if (length == 0 || length > rest.Length) return used;
            DeliverMessage(rest[..length], decoder);
            used += length;
        }
    }

    private void DeliverMessage(ReadOnlyMemory<byte> message, MessageDecoder decoder)
    {
        var header = MessageDecoder.ReadHeader(message.Span);
        if (header.Id == 0)
        {
            var notice = MessageDecoder.ReadResult(message, header);
            throw LdapErrors.Lost(server, $"the server announced that it closes it ({notice.Code}{(notice.DiagnosticMessage.Length > 0 ? ": " + notice.DiagnosticMessage : "")})");
        }

        // An answer that nobody waits for belongs to an operation that was abandoned.
        if (!pending.TryGetValue(header.Id, out var operation)) return;
        if (operation.Receive(message, header, decoder)) pending.TryRemove(header.Id, out _);
    }

    private static byte[] Grow(byte[] buffer, int filled)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
