namespace Ldap;

/// <summary>An operation that is answered with one message.</summary>
internal sealed class PendingResponse(string description, byte expected) : PendingOperation(description)
{
    // Continuations elsewhere: the reader of the connection must not run its callers' code.
    private readonly TaskCompletionSource<LdapResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The tag of the answer.</summary>
    public byte Answer => expected;

    public Task<LdapResult> Completion => completion.Task;

    public override bool Receive(ReadOnlyMemory<byte> message, MessageHeader header, MessageDecoder decoder)
    {
        if (header.Operation != expected)
            throw LdapErrors.ProtocolViolation($"operation 0x{header.Operation:X2} in answer to {Description}");
        completion.TrySetResult(MessageDecoder.ReadResult(message, header));
        return true;
    }

    public override void Fail(Exception error) => completion.TrySetException(error);
}
