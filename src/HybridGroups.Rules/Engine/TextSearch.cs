using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace HybridGroups.Rules.Engine;

/// <summary>Finds an ASCII text without case in all texts of a table at once, by running over their block.</summary>
internal static class TextSearch
{
    private const int Window = 1 << 15;

    /// <summary>Whether searching the bytes gives what comparing the characters gives: nothing outside ASCII has an upper case within it.</summary>
    public static bool CanSearch(string literal) => literal.Length > 0 && Ascii.IsValid(literal) && !literal.Contains('\0', StringComparison.Ordinal);

    public static byte[] Upper(string literal) => Encoding.ASCII.GetBytes(literal.ToUpperInvariant());

    public static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> upper) => text.Length >= upper.Length && EqualUpper(text[..upper.Length], upper);

    public static bool EndsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> upper) => text.Length >= upper.Length && EqualUpper(text[^upper.Length..], upper);

    public static bool IsAscii(ReadOnlySpan<byte> text) => Ascii.IsValid(text);

    /// <summary>Calls back with the number of every text that contains it, in ascending order, each once.</summary>
    public static void Contains(TextTable table, byte[] upper, Action<int> found)
    {
        var block = table.Block;
        var window = new byte[Window + upper.Length];
        var last = -1;
        for (var start = 0; start < block.Length; start += Window)
        {
            var length = Math.Min(Window + upper.Length - 1, block.Length - start);
            ToUpper(block.Slice(start, length), window);
            var searched = window.AsSpan(0, length);
            var at = 0;
            while (at < length)
            {
                var hit = searched[at..].IndexOf(upper);
                if (hit < 0)
                {
                    break;
                }

                var code = table.CodeAt(start + at + hit);
                if (code != last)
                {
                    found(code);
                    last = code;
                }

                // Straight to the next text: one hit in each is enough.
                at = Math.Max(at + hit + 1, table.Start(code + 1) - start);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool EqualUpper(ReadOnlySpan<byte> text, ReadOnlySpan<byte> upper)
    {
        for (var i = 0; i < upper.Length; i++)
        {
            var b = text[i];
            if ((b is >= (byte)'a' and <= (byte)'z' ? b - 32 : b) != upper[i])
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ToUpper(ReadOnlySpan<byte> source, Span<byte> target)
    {
        var i = 0;
        var a = new Vector<byte>((byte)'a');
        var letters = new Vector<byte>(25);
        var bit = new Vector<byte>(32);
        for (; i <= source.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            var bytes = new Vector<byte>(source[i..]);
            var lower = Vector.LessThanOrEqual(bytes - a, letters);
            (bytes - (lower & bit)).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
        {
            var b = source[i];
            target[i] = (byte)(b is >= (byte)'a' and <= (byte)'z' ? b - 32 : b);
        }
    }
}
