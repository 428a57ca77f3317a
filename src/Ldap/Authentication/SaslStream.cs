using System.Buffers;
using System.Buffers.Binary;

namespace Ldap;

/// <summary>Each buffer on the wire: four bytes of length, then the sealed bytes (RFC 4422 §3.7).</summary>
internal sealed class SaslStream(Stream inner, SaslSecurityLayer layer) : Stream
{
    private const int LargestIncoming = 0xFFFFFF;
    private const int LargestPlainOutgoing = 64 * 1024;

    private readonly ArrayBufferWriter<byte> opened = new();
    private int taken;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (taken == opened.WrittenCount)
        {
            opened.Clear();
            taken = 0;
            var prefix = new byte[4];
            if (await inner.ReadAtLeastAsync(prefix, 4, throwOnEndOfStream: false, cancellationToken) < 4) return 0;
            var length = BinaryPrimitives.ReadInt32BigEndian(prefix);
            if (length is <= 0 or > LargestIncoming) throw LdapErrors.ProtocolViolation($"a sealed buffer of {length} bytes");
            var block = new byte[length];
            await inner.ReadExactlyAsync(block, cancellationToken);
            layer.Open(block, opened);
        }

        var count = Math.Min(buffer.Length, opened.WrittenCount - taken);
        opened.WrittenMemory.Slice(taken, count).CopyTo(buffer);
        taken += count;
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (buffer.Length > 0)
        {
            var part = buffer[..Math.Min(buffer.Length, LargestPlainOutgoing)];
            buffer = buffer[part.Length..];
            var block = new ArrayBufferWriter<byte>(part.Length + 128);
            block.GetSpan(4);
            block.Advance(4);
            layer.Seal(part.Span, block);
            var bytes = block.WrittenSpan.ToArray();
            BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length - 4);
            await inner.WriteAsync(bytes, cancellationToken);
        }
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            layer.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
