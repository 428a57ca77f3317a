using System.Numerics;

namespace HybridGroups.Rules.Engine;

/// <summary>The numbers of a column of which a predicate is true. Few are kept as a sorted list, many as bits.</summary>
internal sealed class TruthSet
{
    private const int MostInList = 64;

    private int[] list = new int[4];
    private ulong[]? bits;

    public int Count { get; private set; }

    public bool IsList => bits is null;

    /// <summary>The codes, while there are few.</summary>
    public ReadOnlySpan<int> List => list.AsSpan(0, Count);

    public bool Contains(int code)
    {
        if (bits is { } words)
        {
            var word = code >> 6;
            return word < words.Length && (words[word] >> (code & 63) & 1) != 0;
        }

        return Count switch
        {
            0 => false,
            1 => list[0] == code,
            _ => list.AsSpan(0, Count).BinarySearch(code) >= 0,
        };
    }

    /// <summary>Codes come in ascending order.</summary>
    public void Add(int code)
    {
        if (bits is not null)
        {
            SetBit(code);
        }
        else if (Count < MostInList)
        {
            if (Count == list.Length)
            {
                Array.Resize(ref list, list.Length * 2);
            }

            list[Count] = code;
        }
        else
        {
            bits = new ulong[Math.Max(8, (code >> 6) + 1)];
            foreach (var earlier in list)
            {
                SetBit(earlier);
            }

            SetBit(code);
            list = [];
        }

        Count++;
    }

    /// <summary>Calls back for every code, in ascending order.</summary>
    public void ForEach(Action<int> act)
    {
        if (bits is null)
        {
            foreach (var code in List)
            {
                act(code);
            }

            return;
        }

        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
            {
                act((word << 6) + BitOperations.TrailingZeroCount(left));
            }
        }
    }

    private void SetBit(int code)
    {
        var word = code >> 6;
        if (word >= bits!.Length)
        {
            Array.Resize(ref bits, Math.Max(word + 1, bits.Length * 2));
        }

        bits[word] |= 1UL << (code & 63);
    }
}
