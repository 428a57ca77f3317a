using System.Collections;

namespace HybridGroups.Sync.Cloud.Changes;

/// <summary>The members of a group. A list as long as nobody changes it, because most groups rest: half of what a dictionary takes.</summary>
internal sealed class CloudMembers : IReadOnlyCollection<(Guid Id, CloudMemberKind Kind)>
{
    private Guid[] ids;
    private CloudMemberKind[] kinds;
    private Dictionary<Guid, CloudMemberKind>? changing;

    public CloudMembers()
        : this([], [])
    {
    }

    /// <param name="ids">Nobody twice.</param>
    /// <param name="kinds">What each of them is.</param>
    public CloudMembers(Guid[] ids, CloudMemberKind[] kinds) => (this.ids, this.kinds) = (ids, kinds);

    public int Count => changing?.Count ?? ids.Length;

    public void Put(Guid id, CloudMemberKind kind) => Changing()[id] = kind;

    public void Remove(Guid id) => Changing().Remove(id);

    /// <summary>It will not change for a while.</summary>
    public void Rest()
    {
        if (changing is null) return;
        (ids, kinds, changing) = ([.. changing.Keys], [.. changing.Values], null);
    }

    public IEnumerator<(Guid Id, CloudMemberKind Kind)> GetEnumerator()
    {
        if (changing is not null)
        {
            foreach (var (id, kind) in changing) yield return (id, kind);
            yield break;
        }

        for (var index = 0; index < ids.Length; index++) yield return (ids[index], kinds[index]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Dictionary<Guid, CloudMemberKind> Changing()
    {
        if (changing is not null) return changing;
        changing = new Dictionary<Guid, CloudMemberKind>(ids.Length + 1);
        for (var index = 0; index < ids.Length; index++) changing.Add(ids[index], kinds[index]);
        (ids, kinds) = ([], []);
        return changing;
    }
}
