using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Query;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.DynamicGroups;

/// <summary>Fills dynamic groups some time after their rule or their candidates changed, and keeps the processing status.</summary>
internal sealed class DynamicGroupProcessor
{
    private readonly DirectoryStore store;
    private readonly FaultInjector faults;
    private readonly TimeProvider clock;
    private readonly Dictionary<int, Work> groups = [];
    private bool processing;

    public DynamicGroupProcessor(DirectoryStore store, FaultInjector faults, TimeProvider clock)
    {
        this.store = store;
        this.faults = faults;
        this.clock = clock;
        store.Committed.Add(change =>
        {
            if (groups.Count > 0 && store[change.Ordinal].Kind is ObjectKind.User or ObjectKind.Device)
                CandidatesChanged();
        });
    }

    /// <summary>Call after any write to a group: takes it in, starts it over or lets it go.</summary>
    public void Touch(DirectoryObject group)
    {
        var isOn = group.State.IsLive && ObjectReader.List(store.Schema, group, "groupTypes").Contains("DynamicMembership", StringComparer.OrdinalIgnoreCase)
            && ObjectReader.Text(store.Schema, group, "membershipRuleProcessingState") == "On";
        var rule = ObjectReader.Text(store.Schema, group, "membershipRule");
        if (!isOn || rule is null)
        {
            if (groups.Remove(group.Ordinal))
                WriteStatus(group, null);
            return;
        }

        if (groups.TryGetValue(group.Ordinal, out var known) && known.Rule == rule)
            return;
        groups[group.Ordinal] = new Work(rule, clock.GetUtcNow() + faults.Settings.DynamicProcessingDelay, null);
        WriteStatus(group, Status("NotStarted", null, null));
    }

    public void Tick()
    {
        if (processing)
            return;
        var now = clock.GetUtcNow();
        foreach (var (ordinal, work) in groups.ToList())
        {
            if (work.Due is not { } due)
                continue;
            var group = store[ordinal];
            if (now >= due)
                Process(group, work, now);
            else if (due - now < faults.Settings.DynamicProcessingDelay / 2)
                WriteStatus(group, Status("Running", work.LastUpdated, null));
        }
    }

    private void CandidatesChanged()
    {
        if (processing)
            return;
        var due = clock.GetUtcNow() + faults.Settings.DynamicProcessingDelay;
        foreach (var (ordinal, work) in groups.ToList())
        {
            if (work.Due is null)
                groups[ordinal] = work with { Due = due };
        }
    }

    private void Process(DirectoryObject group, Work work, DateTimeOffset now)
    {
        processing = true;
        try
        {
            if (MembershipRule.Parse(store.Schema, work.Rule, out _) is not { } rule)
            {
                groups[group.Ordinal] = work with { Due = null };
                WriteStatus(group, Status("Failed", work.LastUpdated, "Membership updates could not be evaluated: unsupported property."));
                return;
            }

            foreach (var candidate in store.Objects)
            {
                if (candidate.Kind is not (ObjectKind.User or ObjectKind.Device) || candidate.State.Lifecycle == Lifecycle.Purged)
                    continue;
                if (candidate.State.IsLive && rule.Matches(candidate))
                    store.Relate(group, Relation.Members, candidate);
                else
                    store.Unrelate(group, Relation.Members, candidate);
            }

            groups[group.Ordinal] = work with { Due = null, LastUpdated = now };
            WriteStatus(group, Status("Succeeded", now, null));
        }
        finally
        {
            processing = false;
        }
    }

    private void WriteStatus(DirectoryObject group, RawJson? status) => store.Update(group, new Dictionary<ushort, object?>
    {
        [store.Schema[ObjectKind.Group]["membershipRuleProcessingStatus"].Index] = status,
    });

    private static RawJson Status(string status, DateTimeOffset? lastUpdated, string? error)
    {
        var updated = lastUpdated is { } time ? ValueWriter.Time(time) : "0001-01-01T00:00:00Z";
        return new RawJson($$"""{"status":"{{status}}","lastMembershipUpdated":"{{updated}}","errorMessage":{{(error is null ? "null" : $"\"{error}\"")}}}""");
    }

    private sealed record Work(string Rule, DateTimeOffset? Due, DateTimeOffset? LastUpdated);
}
