using System.Threading.Channels;

namespace Ldap;

/// <summary>A search whose entries are handed over as they arrive.</summary>
internal sealed class PendingSearch(string description, long maximumUnreadBytes) : PendingOperation(description)
{
    private readonly Channel<LdapEntry> entries = Channel.CreateUnbounded<LdapEntry>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = false, AllowSynchronousContinuations = false });

    private readonly TaskCompletionSource<LdapResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> references = [];
    private long unreadBytes;

    public ChannelReader<LdapEntry> Entries => entries.Reader;

    public Task<LdapResult> Completion => completion.Task;

    public IReadOnlyList<string> References
    {
        get
        {
            lock (references) return [.. references];
        }
    }

    public void Taken(LdapEntry entry) => Interlocked.Add(ref unreadBytes, -entry.Size);

    public override bool Receive(ReadOnlyMemory<byte> message, MessageHeader header, MessageDecoder decoder)
    {
        switch (header.Operation)
        {
            case BerTag.SearchResultEntry:
                // The buffer of the connection is used again: the entry keeps a copy of its message, and slices of that.
                var entry = decoder.ReadEntry(message.ToArray(), header);
                entry.Size = message.Length;
                // A bounded queue would stop every other operation of the connection; so the limit ends this one.
                if (Interlocked.Add(ref unreadBytes, entry.Size) > maximumUnreadBytes)
                {
                    Fail(LdapErrors.ResultTooLarge(unreadBytes, maximumUnreadBytes));
                    return true;
                }

                entries.Writer.TryWrite(entry);
                return false;
            case BerTag.SearchResultReference:
                lock (references) references.AddRange(MessageDecoder.ReadReference(message, header));
                return false;
            case BerTag.IntermediateResponse:
                return false;
            case BerTag.SearchResultDone:
                completion.TrySetResult(MessageDecoder.ReadResult(message, header));
                entries.Writer.TryComplete();
                return true;
            default:
                throw LdapErrors.ProtocolViolation($"operation 0x{header.Operation:X2} in answer to {Description}");
        }
    }

    public override void Fail(Exception error)
    {
        completion.TrySetException(error);
        entries.Writer.TryComplete(error);
        // Whoever reads the entries sees the error there; this one need not be looked at as well.
        _ = completion.Task.Exception;
    }
}
