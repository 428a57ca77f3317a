namespace Ldap;

/// <summary>
/// One request, one answer: what precedes normal traffic. It reads exactly the answer and not a byte more, because the bytes
/// after StartTLS and after a bind with a security layer belong to another layer.
/// </summary>
internal sealed class HandshakeExchange(Stream stream, int maximumMessageBytes)
{
    private int lastId;

    public int NextId() => ++lastId;

    public async Task<LdapResult> ExchangeAsync(byte[] request, int id, byte expected, CancellationToken cancellation)
    {
        await stream.WriteAsync(request, cancellation);
        await stream.FlushAsync(cancellation);
        var message = await ReceiveAsync(cancellation);
        var header = MessageDecoder.ReadHeader(message.Span);
        // A server that closes says so with message number 0.
        if (header.Id == 0 && header.Operation == BerTag.ExtendedResponse) return MessageDecoder.ReadResult(message, header);
        return header.Id == id && header.Operation == expected
            ? MessageDecoder.ReadResult(message, header)
            : throw LdapErrors.ProtocolViolation($"operation 0x{header.Operation:X2} with number {header.Id} in answer to number {id}");
    }

    private async Task<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken cancellation)
    {
        var start = new byte[BerFrame.LongestHeader];
        var have = 0;
        int length;
        while ((length = BerFrame.Measure(start.AsSpan(0, have), maximumMessageBytes)) == 0)
        {
            if (have == start.Length) throw LdapErrors.ProtocolViolation("a message without a length");
            await stream.ReadExactlyAsync(start.AsMemory(have, 1), cancellation);
            have++;
        }

        if (length < have) throw LdapErrors.ProtocolViolation("a message shorter than its header");
        var message = new byte[length];
        start.AsSpan(0, have).CopyTo(message);
        await stream.ReadExactlyAsync(message.AsMemory(have), cancellation);
        return message;
    }
}
