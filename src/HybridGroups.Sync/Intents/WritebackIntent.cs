using HybridGroups.Rules;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Safety;

namespace HybridGroups.Sync.Intents;

/// <summary>Groups of Entra are to be in Active Directory.</summary>
public sealed record WritebackIntent(IntentRef Ref, Limits Limits, string Container) : Intent(Ref, Limits)
{
    /// <summary>False when the policy was disabled or deleted: then what it wrote is dealt with, and nothing is written.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>Nothing is changed; what it wrote is nobody else's.</summary>
    public bool IsSuspended { get; init; }

    public bool IncludesMicrosoft365 { get; init; } = true;

    public bool IncludesSecurity { get; init; } = true;

    public Rule? Rule { get; init; }

    public IReadOnlySet<Guid> Include { get; init; } = new HashSet<Guid>();

    public IReadOnlySet<Guid> Exclude { get; init; } = new HashSet<Guid>();

    public bool HonoursWritebackConfiguration { get; init; } = true;

    /// <summary>The first whose rule picks a group is its container.</summary>
    public IReadOnlyList<ContainerChoice> Containers { get; init; } = [];

    public string? QuarantineContainer { get; init; }

    /// <summary>GroupId, DisplayName, or a template.</summary>
    public string CommonName { get; init; } = "GroupId";

    public string? SamAccountName { get; init; }

    public GroupKind Microsoft365Becomes { get; init; } = GroupKind.UniversalDistribution;

    public bool Microsoft365IsMailEnabled { get; init; } = true;

    public NestedHandling Nested { get; init; }

    public bool ReportsUnmatched { get; init; } = true;

    public int MaximumMembers { get; init; } = 50000;

    /// <summary>Mail attributes are written. Decided by the schema and the policy before.</summary>
    public bool WritesMail { get; init; }

    /// <summary>What others changed is left and reported; else it is taken back.</summary>
    public bool ReportsDrift { get; init; }

    public RetirementPolicy HardDeleted { get; init; }

    public RetirementPolicy SoftDeleted { get; init; }

    public RetirementPolicy LeftScope { get; init; }

    public RetirementPolicy PolicyRemoved { get; init; }

    /// <summary>How many deletions a person has confirmed for the case that the policy is disabled or deleted.</summary>
    public int? ConfirmedDeletions { get; init; }

    /// <summary>The number that was published for a person to confirm, and that stands until it is carried out.</summary>
    public int? PublishedDeletions { get; init; }

    /// <summary>Every container in which this policy may have written.</summary>
    public IEnumerable<string> AllContainers =>
        Containers.Select(choice => choice.Container).Prepend(Container).Concat(QuarantineContainer is null ? [] : [QuarantineContainer]);

    internal string SelectionRuleId => $"{Ref.Key}/selection";

    internal string ContainerRuleId(int index) => $"{Ref.Key}/containers/{index}";
}
