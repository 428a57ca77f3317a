using HybridGroups.Sync.Safety;

namespace HybridGroups.Controllers.SyncConnectors;

/// <summary>Held changes in words.</summary>
internal static class HeldText
{
    public static string Counts(HeldChanges held)
    {
        var parts = new List<string>();
        if (held.DeletedGroups > 0) parts.Add($"{held.DeletedGroups} deletions of groups");
        if (held.RemovedMembers > 0) parts.Add($"{held.RemovedMembers} removals of members");
        if (held.AddedMembers > 0) parts.Add($"{held.AddedMembers} additions of members");
        return parts.Count == 0 ? $"{held.Count} changes" : string.Join(", ", parts);
    }
}
