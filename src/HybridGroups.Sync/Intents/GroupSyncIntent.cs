using HybridGroups.Rules;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Safety;

namespace HybridGroups.Sync.Intents;

/// <summary>Groups of Active Directory are to be in Entra.</summary>
public sealed record GroupSyncIntent(IntentRef Ref, Limits Limits) : Intent(Ref, Limits)
{
    /// <summary>The containers of the groups; everything in scope when empty.</summary>
    public IReadOnlyList<DirectoryPath> Containers { get; init; } = [];

    public Rule? Rule { get; init; }

    public IReadOnlySet<Guid> Include { get; init; } = new HashSet<Guid>();

    public IReadOnlySet<Guid> Exclude { get; init; } = new HashSet<Guid>();

    /// <summary>Groups of Entra that were there before and are to be kept, by the group of Active Directory that they are given to.</summary>
    public IReadOnlyDictionary<Guid, Guid> Adopt { get; init; } = new Dictionary<Guid, Guid>();

    /// <summary>Groups that another product synced once and that were handed over to the cloud are kept, instead of being told.</summary>
    public bool AdoptsFormerlySynced { get; init; }

    /// <summary>Adopted groups of Entra that agreed with their source once: somebody has seen whom that removed.</summary>
    public IReadOnlySet<Guid> Adopted { get; init; } = new HashSet<Guid>();

    public bool AsMicrosoft365 { get; init; }

    public string NameTemplate { get; init; } = "{displayName}";

    public NestedHandling Nested { get; init; }

    /// <summary>A group with more members is not brought to Entra.</summary>
    public int MaximumMembers { get; init; } = 250000;

    /// <summary>A group that left the selection or was deleted is deleted in Entra; else it stays as it is.</summary>
    public bool DeletesInEntra { get; init; }

    /// <summary>Licences are taken off a group that is to be deleted; else it is not deleted.</summary>
    public bool RemovesLicences { get; init; }

    public string DomainName { get; init; } = string.Empty;

    internal string SelectionRuleId => $"{Ref.Key}/selection";
}
