using System.Text;

namespace HybridGroups.Rules.Engine;

/// <summary>
/// The distinct texts of a column, each under a number. Number 0 is the absent text. Kept as UTF-8 in one block: a million
/// names as separate strings would take four times the memory.
/// </summary>
internal sealed class TextTable
{
    private const int Separator = 1;

    private byte[] bytes = new byte[1024];
    private int[] starts = new int[64];
    private int[] hashes = new int[64];
    private int[] next = new int[64];
    private int[] buckets = new int[64];
    private int used = Separator;

    /// <summary>With the absent text.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>All texts, a zero byte between each two.</summary>
    public ReadOnlySpan<byte> Block => bytes.AsSpan(0, used);

    public TextTable() => starts[1] = Separator;

    public long Memory => bytes.Length + (4L * (starts.Length + hashes.Length + next.Length + buckets.Length));

    public int Start(int code) => starts[code];

    public ReadOnlySpan<byte> Bytes(int code) => bytes.AsSpan(starts[code], starts[code + 1] - Separator - starts[code]);

    public string Text(int code) => Encoding.UTF8.GetString(Bytes(code));

    /// <summary>The number of a text, in exactly this case. An empty text is the absent one.</summary>
    public int Intern(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        Span<byte> encoded = text.Length <= 256 ? stackalloc byte[768] : new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        encoded = encoded[..Encoding.UTF8.GetBytes(text, encoded)];
        var hash = Hash(text);
        for (var code = buckets[hash & (buckets.Length - 1)]; code != 0; code = next[code])
        {
            if (hashes[code] == hash && Bytes(code).SequenceEqual(encoded))
            {
                return code;
            }
        }

        return Add(encoded, hash);
    }

    /// <summary>All numbers whose text equals this one when case is left out.</summary>
    public List<int> FindAll(string text)
    {
        var found = new List<int>();
        if (text.Length == 0)
        {
            found.Add(0);
            return found;
        }

        var hash = Hash(text);
        for (var code = buckets[hash & (buckets.Length - 1)]; code != 0; code = next[code])
        {
            if (hashes[code] == hash && Text(code).Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                found.Add(code);
            }
        }

        found.Sort();
        return found;
    }

    /// <summary>The code whose text lies at this place of <see cref="Block"/>; texts follow one another in order of their codes.</summary>
    public int CodeAt(int place)
    {
        var index = starts.AsSpan(1, Count - 1).BinarySearch(place);
        return index >= 0 ? index + 1 : ~index;
    }

    // The hash leaves case out, so that texts that differ in case only meet in one chain.
    private static int Hash(ReadOnlySpan<char> text) => string.GetHashCode(text, StringComparison.OrdinalIgnoreCase);

    private int Add(ReadOnlySpan<byte> encoded, int hash)
    {
        if (Count + 2 > starts.Length)
        {
            Grow();
        }

        if (used + encoded.Length + Separator > bytes.Length)
        {
            Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max(bytes.Length * 2L, used + encoded.Length + Separator)));
        }

        var code = Count++;
        starts[code] = used;
        encoded.CopyTo(bytes.AsSpan(used));
        used += encoded.Length + Separator;
        starts[code + 1] = used;
        hashes[code] = hash;
        Link(code);
        return code;
    }

    private void Link(int code)
    {
        ref var bucket = ref buckets[hashes[code] & (buckets.Length - 1)];
        next[code] = bucket;
        bucket = code;
    }

    private void Grow()
    {
        var size = starts.Length * 2;
        Array.Resize(ref starts, size);
        Array.Resize(ref hashes, size);
        Array.Resize(ref next, size);
        buckets = new int[size];
        for (var code = 1; code < Count; code++)
        {
            Link(code);
        }
    }
}
