using System.Runtime.CompilerServices;
using System.Text;

namespace HybridGroups.Sync.Snapshots;

/// <summary>
/// Writes values one after the other, as small as they are. Of the texts of a directory most are the same few: a text that was
/// written lately is written as the number of the slot it lies in. The reader fills its slots the same way.
/// </summary>
public sealed class SnapshotWriter(Stream stream)
{
    internal const int Slots = 1 << 16;
    private const int LongestVarint = 10;

    private readonly byte[] buffer = new byte[1 << 17];
    private readonly string?[] slots = new string?[Slots];
    private int used;

    public void Number(ulong value)
    {
        Reserve(LongestVarint);
        while (value >= 0x80)
        {
            buffer[used++] = (byte)(value | 0x80);
            value >>= 7;
        }

        buffer[used++] = (byte)value;
    }

    public void Count(int value) => Number((ulong)value);

    public void Signed(long value) => Number((ulong)(value << 1) ^ (ulong)(value >> 63));

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Byte(byte value)
    {
        Reserve(1);
        buffer[used++] = value;
    }

    public void Id(Guid value)
    {
        Reserve(16);
        value.TryWriteBytes(buffer.AsSpan(used, 16));
        used += 16;
    }

    public void Time(DateTimeOffset? value) => Signed(value?.UtcTicks ?? -1);

    public void Bytes(ReadOnlySpan<byte> value)
    {
        Count(value.Length);
        Raw(value);
    }

    public void Text(string? value)
    {
        if (value is null)
        {
            Number(0);
            return;
        }

        var slot = value.GetHashCode(StringComparison.Ordinal) & (Slots - 1);
        if (string.Equals(slots[slot], value, StringComparison.Ordinal))
        {
            Number((ulong)(slot + 1) << 1);
            return;
        }

        slots[slot] = value;
        Number(((ulong)(slot + 1) << 1) | 1);
        Letters(value);
    }

    public void Flush()
    {
        stream.Write(buffer, 0, used);
        used = 0;
    }

    /// <summary>A text that nobody else has: its length, and its letters.</summary>
    internal void Letters(string value)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (longest > buffer.Length / 2)
        {
            Bytes(Encoding.UTF8.GetBytes(value));
            return;
        }

        Count(Encoding.UTF8.GetByteCount(value));
        Reserve(longest);
        used += Encoding.UTF8.GetBytes(value, buffer.AsSpan(used));
    }

    private void Raw(ReadOnlySpan<byte> value)
    {
        if (value.Length <= buffer.Length - used)
        {
            value.CopyTo(buffer.AsSpan(used));
            used += value.Length;
            return;
        }

        Flush();
        stream.Write(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int bytes)
    {
        if (used + bytes > buffer.Length) Flush();
    }
}
