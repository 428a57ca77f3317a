namespace HybridGroups.Rules.Engine;

/// <summary>
/// The distinct collections of a column, each under a number; 0 is the empty one. Everybody with the same licences has the
/// same number, so that a question about plans is asked once for all of them.
/// </summary>
internal sealed class CollectionTable
{
    private int[] data = new int[256];
    private int[] starts = new int[64];
    private int[] hashes = new int[64];
    private int[] next = new int[64];
    private int[] buckets = new int[64];
    private int used;

    public CollectionTable(int width)
    {
        Members = new TextTable[width];
        for (var i = 0; i < width; i++)
        {
            Members[i] = new TextTable();
        }
    }

    /// <summary>The texts of each element property.</summary>
    public TextTable[] Members { get; }

    public int Width => Members.Length;

    public int Count { get; private set; } = 1;

    public long Memory => (4L * (data.Length + starts.Length + hashes.Length + next.Length + buckets.Length)) + Members.Sum(m => m.Memory);

    /// <summary>The elements one after another, each with a text number for every element property.</summary>
    public ReadOnlySpan<int> Elements(int code) => code == 0 ? [] : data.AsSpan(starts[code], starts[code + 1] - starts[code]);

    public int Intern(ReadOnlySpan<int> elements)
    {
        if (elements.IsEmpty)
        {
            return 0;
        }

        var hash = default(HashCode);
        foreach (var text in elements)
        {
            hash.Add(text);
        }

        var hashed = hash.ToHashCode();
        for (var code = buckets[hashed & (buckets.Length - 1)]; code != 0; code = next[code])
        {
            if (hashes[code] == hashed && Elements(code).SequenceEqual(elements))
            {
                return code;
            }
        }

        return Add(elements, hashed);
    }

    private int Add(ReadOnlySpan<int> elements, int hash)
    {
        if (Count + 2 > starts.Length)
        {
            Grow();
        }

        if (used + elements.Length > data.Length)
        {
            Array.Resize(ref data, Math.Max(data.Length * 2, used + elements.Length));
        }

        var code = Count++;
        starts[code] = used;
        elements.CopyTo(data.AsSpan(used));
        used += elements.Length;
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
