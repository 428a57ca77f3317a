namespace HybridGroups.Sync.Snapshots;

/// <summary>Members by the place of their object in the list, which is a quarter of an id; those that are not in it by their id.</summary>
internal sealed class MemberNumbers(int capacity)
{
    private readonly Dictionary<Guid, int> numbers = new(capacity);

    public void Add(Guid id) => numbers[id] = numbers.Count + 1;

    public void Write(Guid member, SnapshotWriter to)
    {
        if (numbers.TryGetValue(member, out var number))
        {
            to.Count(number);
            return;
        }

        to.Count(0);
        to.Id(member);
    }

    public static Guid Read(Guid[] ids, SnapshotReader from) => from.Count() is > 0 and var number ? ids[number - 1] : from.Id();
}
