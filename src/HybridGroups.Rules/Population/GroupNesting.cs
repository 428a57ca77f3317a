namespace HybridGroups.Rules.Population;

/// <summary>Who is in which group, directly and through groups within groups.</summary>
public sealed class GroupNesting
{
    private readonly Dictionary<string, List<string>> direct = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string group, string member)
    {
        if (!direct.TryGetValue(member, out var groups))
        {
            direct[member] = groups = [];
        }

        if (!groups.Contains(group, StringComparer.OrdinalIgnoreCase))
        {
            groups.Add(group);
        }
    }

    public IReadOnlyList<string> Direct(string member) => direct.TryGetValue(member, out var groups) ? groups : [];

    /// <summary>Groups may contain one another in a circle; each is counted once.</summary>
    public IReadOnlyList<string> Transitive(string member)
    {
        var found = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var pending = new Queue<string>(Direct(member));
        while (pending.TryDequeue(out var group))
        {
            if (seen.Add(group))
            {
                found.Add(group);
                foreach (var outer in Direct(group))
                {
                    pending.Enqueue(outer);
                }
            }
        }

        return found;
    }
}
