using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace HybridGroups.Sync.Packing;

/// <summary>One value as bytes: a kind, and what that kind needs.</summary>
internal static class PackedCell
{
    public const byte Nothing = 0;
    public const byte OwnText = 1;
    public const byte SharedText = 2;
    public const byte Yes = 3;
    public const byte No = 4;
    public const byte Whole = 5;
    public const byte Fraction = 6;
    public const byte List = 7;

    private static readonly object True = true;
    private static readonly object False = false;

    /// <summary>The value at the beginning, and where the next one begins.</summary>
    public static object? Read(ReadOnlySpan<byte> data, ref int at, SharedTexts texts)
    {
        var kind = data[at++];
        switch (kind)
        {
            case Nothing:
                return null;
            case OwnText or SharedText:
                return Text(kind, data, ref at, texts);
            case Yes:
                return True;
            case No:
                return False;
            case Whole:
                var number = Number(data, ref at);
                return (long)(number >> 1) ^ -(long)(number & 1);
            case Fraction:
                at += sizeof(double);
                return BinaryPrimitives.ReadDoubleLittleEndian(data[(at - sizeof(double))..]);
            default:
                var list = new string[(int)Number(data, ref at)];
                for (var index = 0; index < list.Length; index++) list[index] = Text(data[at++], data, ref at, texts);
                return list;
        }
    }

    /// <summary>Where the value after this one begins.</summary>
    public static void Skip(ReadOnlySpan<byte> data, ref int at)
    {
        switch (data[at++])
        {
            case OwnText:
                var length = (int)Number(data, ref at);
                at += length;
                break;
            case SharedText or Whole:
                Number(data, ref at);
                break;
            case Fraction:
                at += sizeof(double);
                break;
            case List:
                for (var left = Number(data, ref at); left > 0; left--) Skip(data, ref at);
                break;
        }
    }

    /// <summary>How many bytes a number takes: seven bits in each.</summary>
    public static int LengthOf(ulong number) => (BitOperations.Log2(number | 1) / 7) + 1;

    /// <summary>Writes a number, in as many bytes as it takes.</summary>
    public static void Write(ulong number, Span<byte> bytes)
    {
        for (var index = 0; index < bytes.Length; index++, number >>= 7) bytes[index] = (byte)(number | (index < bytes.Length - 1 ? 0x80u : 0));
    }

    private static string Text(byte kind, ReadOnlySpan<byte> data, ref int at, SharedTexts texts)
    {
        var number = (int)Number(data, ref at);
        if (kind == SharedText) return texts[number];
        at += number;
        return Encoding.UTF8.GetString(data.Slice(at - number, number));
    }

    public static ulong Number(ReadOnlySpan<byte> data, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = data[at++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
    }
}
