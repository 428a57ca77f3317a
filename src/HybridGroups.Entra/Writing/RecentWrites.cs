namespace HybridGroups.Entra.Writing;

/// <summary>
/// What this process wrote in the last minutes. Replicas lag behind a write that has been answered: for these ids a 404 is not
/// believed at once, and a list is corrected.
/// </summary>
internal sealed class RecentWrites(TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, DateTimeOffset> objects = [];
    private readonly Dictionary<Guid, Dictionary<Guid, (bool IsMember, DateTimeOffset At)>> memberships = [];

    public void Wrote(Guid id)
    {
        lock (gate)
        {
            Forget();
            objects[id] = clock.GetUtcNow();
        }
    }

    public void Gone(Guid id)
    {
        lock (gate)
        {
            objects.Remove(id);
            memberships.Remove(id);
        }
    }

    public bool WasWritten(Guid id)
    {
        lock (gate)
            return objects.TryGetValue(id, out var at) && clock.GetUtcNow() - at < Life;
    }

    public void WroteMembership(Guid group, Guid member, bool isMember)
    {
        lock (gate)
        {
            if (!memberships.TryGetValue(group, out var list))
                memberships.Add(group, list = []);
            list[member] = (isMember, clock.GetUtcNow());
        }
    }

    public (IReadOnlySet<Guid> Added, IReadOnlySet<Guid> Removed) MembersOf(Guid group)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var recent = memberships.GetValueOrDefault(group)?.Where(entry => now - entry.Value.At < Life).ToList() ?? [];
            return (
                recent.Where(entry => entry.Value.IsMember).Select(entry => entry.Key).ToHashSet(),
                recent.Where(entry => !entry.Value.IsMember).Select(entry => entry.Key).ToHashSet());
        }
    }

    private void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var old in objects.Where(entry => now - entry.Value >= Life).Select(entry => entry.Key).ToList())
            objects.Remove(old);
        foreach (var (group, list) in memberships.ToList())
        {
            foreach (var old in list.Where(entry => now - entry.Value.At >= Life).Select(entry => entry.Key).ToList())
                list.Remove(old);
            if (list.Count == 0)
                memberships.Remove(group);
        }
    }
}
