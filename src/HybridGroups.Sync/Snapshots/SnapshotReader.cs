using System.Runtime.CompilerServices;
using System.Text;

namespace HybridGroups.Sync.Snapshots;

/// <summary>Reads what <see cref="SnapshotWriter"/> wrote, in the same order. What ends too early is an <see cref="EndOfStreamException"/>.</summary>
public sealed class SnapshotReader(Stream stream)
{
    private readonly byte[] buffer = new byte[1 << 17];
    private readonly string?[] slots = new string?[SnapshotWriter.Slots];
    private readonly string[]?[] singles = new string[]?[SnapshotWriter.Slots];
    private int lastSlot;
    private int position;
    private int filled;

    public ulong Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Byte();
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }

        throw new InvalidDataException("A number is too long.");
    }

    public int Count() => checked((int)Number());

    public long Signed()
    {
        var value = Number();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public bool Flag() => Byte() != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Byte()
    {
        if (position == filled) Need(1);
        return buffer[position++];
    }

    public Guid Id()
    {
        Need(16);
        var value = new Guid(buffer.AsSpan(position, 16));
        position += 16;
        return value;
    }

    public DateTimeOffset? Time() => Signed() is >= 0 and var ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public byte[] Bytes()
    {
        var value = new byte[Count()];
        Raw(value);
        return value;
    }

    public string? Text()
    {
        var head = Number();
        if (head == 0) return null;
        var slot = lastSlot = (int)(head >> 1) - 1;
        if ((head & 1) == 0) return slots[slot];
        singles[slot] = null;
        return slots[slot] = Literal(Count());
    }

    /// <summary>Lists of one text are most of all lists, and most of those are the same few.</summary>
    public string[] Texts()
    {
        var count = Count();
        if (count == 1)
        {
            var text = RequiredText();
            ref var known = ref singles[lastSlot];
            return known ??= [text];
        }

        var list = new string[count];
        for (var index = 0; index < count; index++) list[index] = RequiredText();
        return list;
    }

    /// <summary>A text that must be there.</summary>
    public string RequiredText() => Text() ?? throw new InvalidDataException("A text is missing.");

    private string Literal(int length)
    {
        if (length > buffer.Length)
        {
            var bytes = new byte[length];
            Raw(bytes);
            return Encoding.UTF8.GetString(bytes);
        }

        Need(length);
        var text = Encoding.UTF8.GetString(buffer, position, length);
        position += length;
        return text;
    }

    internal void Raw(Span<byte> target)
    {
        var here = Math.Min(target.Length, filled - position);
        buffer.AsSpan(position, here).CopyTo(target);
        position += here;
        stream.ReadExactly(target[here..]);
    }

    private void Need(int bytes)
    {
        if (filled - position >= bytes) return;
        buffer.AsSpan(position, filled - position).CopyTo(buffer);
        filled -= position;
        position = 0;
        filled += stream.ReadAtLeast(buffer.AsSpan(filled), bytes - filled);
    }
}
