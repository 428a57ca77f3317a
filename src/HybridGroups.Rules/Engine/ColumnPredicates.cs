using System.Text;

namespace HybridGroups.Rules.Engine;

/// <summary>
/// The predicates on one column, and for each value that has come up in a change, which of them are true of it. Two such
/// lists side by side show at once what a change turns over.
/// </summary>
internal sealed class ColumnPredicates(Column column)
{
    // Beyond this the column has no repeating values, and keeping the lists would only cost memory.
    private const int MostRemembered = 1 << 16;

    private readonly List<Predicate> predicates = [];
    private readonly Dictionary<int, int[]> trueOf = [];
    private readonly List<int> scratch = [];
    private char[] characters = new char[256];

    public int Count => predicates.Count;

    public IReadOnlyList<Predicate> All => predicates;

    public void Add(Predicate predicate)
    {
        predicates.Add(predicate);
        trueOf.Clear();
    }

    public void Clear()
    {
        predicates.Clear();
        trueOf.Clear();
    }

    public void Forget() => trueOf.Clear();

    /// <summary>Ids in ascending order.</summary>
    public int[] TrueOf(int code)
    {
        if (trueOf.TryGetValue(code, out var known))
        {
            return known;
        }

        Decide(code);
        scratch.Clear();
        foreach (var predicate in predicates)
        {
            if (predicate.Holds(code))
            {
                scratch.Add(predicate.Id);
            }
        }

        if (trueOf.Count >= MostRemembered)
        {
            trueOf.Clear();
        }

        var found = scratch.ToArray();
        trueOf.Add(code, found);
        return found;
    }

    /// <summary>A value that no object had before is put to every predicate, decoded once.</summary>
    private void Decide(int code)
    {
        if (column.Texts is not { } texts || code == 0)
        {
            foreach (var predicate in predicates)
            {
                predicate.DecideNew();
            }

            return;
        }

        var bytes = texts.Bytes(code);
        if (bytes.Length > characters.Length)
        {
            characters = new char[bytes.Length * 2];
        }

        var text = characters.AsSpan(0, Encoding.UTF8.GetChars(bytes, characters));
        foreach (var predicate in predicates)
        {
            predicate.Texts!.Decide(code, text);
        }
    }
}
