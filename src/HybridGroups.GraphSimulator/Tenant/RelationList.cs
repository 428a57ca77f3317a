using System.Runtime.InteropServices;

namespace HybridGroups.GraphSimulator.Tenant;

/// <summary>Ordinals of related objects, sorted, with enough recent history to answer for an earlier version.</summary>
internal sealed class RelationList
{
    private readonly List<int> current = [];
    private readonly List<Edit> recent = [];

    public int Count => current.Count;

    public ReadOnlySpan<int> Current => CollectionsMarshal.AsSpan(current);

    public bool Contains(int ordinal) => current.BinarySearch(ordinal) >= 0;

    public void Seed(List<int> sorted)
    {
        current.Capacity = sorted.Count;
        current.AddRange(sorted);
    }

    public bool Add(int ordinal, long version, long forgetUpTo)
    {
        var at = current.BinarySearch(ordinal);
        if (at >= 0)
            return false;
        current.Insert(~at, ordinal);
        Remember(new Edit(version, ordinal, Added: true), forgetUpTo);
        return true;
    }

    public bool Remove(int ordinal, long version, long forgetUpTo)
    {
        var at = current.BinarySearch(ordinal);
        if (at < 0)
            return false;
        current.RemoveAt(at);
        Remember(new Edit(version, ordinal, Added: false), forgetUpTo);
        return true;
    }

    /// <summary>The list as a replica at that version sees it.</summary>
    public List<int> At(long version)
    {
        var list = new List<int>(current);
        for (var i = recent.Count - 1; i >= 0 && recent[i].Version > version; i--)
        {
            var at = list.BinarySearch(recent[i].Ordinal);
            if (recent[i].Added && at >= 0)
                list.RemoveAt(at);
            else if (!recent[i].Added && at < 0)
                list.Insert(~at, recent[i].Ordinal);
        }

        return list;
    }

    public bool ContainsAt(int ordinal, long version)
    {
        var present = Contains(ordinal);
        for (var i = recent.Count - 1; i >= 0 && recent[i].Version > version; i--)
        {
            if (recent[i].Ordinal == ordinal)
                present = !recent[i].Added;
        }

        return present;
    }

    /// <summary>First position with an ordinal above the given one.</summary>
    public int PositionAfter(int ordinal)
    {
        var at = current.BinarySearch(ordinal);
        return at >= 0 ? at + 1 : ~at;
    }

    private void Remember(Edit edit, long forgetUpTo)
    {
        if (recent.Count > 64 && recent[0].Version <= forgetUpTo)
            recent.RemoveAll(old => old.Version <= forgetUpTo);
        recent.Add(edit);
    }

    private readonly record struct Edit(long Version, int Ordinal, bool Added);
}
