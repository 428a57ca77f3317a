using HybridGroups.Sync.Safety;

namespace HybridGroups.Sync.Intents;

/// <summary>Something that somebody wants of the two directories, ready to be planned.</summary>
public abstract record Intent(IntentRef Ref, Limits Limits)
{
    /// <summary>When it was first said. Of two who want one group, the earlier has it.</summary>
    public DateTimeOffset Since { get; init; }
}
