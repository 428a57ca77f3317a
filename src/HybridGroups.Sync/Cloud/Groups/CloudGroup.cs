namespace HybridGroups.Sync.Cloud.Groups;

/// <summary>A group as read live, with what decides whether it may be written to.</summary>
public sealed record CloudGroup(Guid Id, string DisplayName)
{
    public string? Description { get; init; }

    public string? UniqueName { get; init; }

    public string? MailNickname { get; init; }

    public CloudMastery Mastery { get; init; }

    public bool IsMicrosoft365 { get; init; }

    public bool IsDynamic { get; init; }

    public bool MailEnabled { get; init; }

    public bool SecurityEnabled { get; init; }

    public bool IsAssignableToRole { get; init; }

    public string? MembershipRule { get; init; }

    public string? MembershipRuleProcessingState { get; init; }

    public string? SecurityIdentifier { get; init; }

    /// <summary>Still set on a group that was handed over from AD to the cloud.</summary>
    public string? OnPremisesSecurityIdentifier { get; init; }

    public IReadOnlyList<Guid> AssignedLicences { get; init; } = [];

    /// <summary>Licences were accepted for it, or are being taken off: which it has is known only when that is done.</summary>
    public bool LicencesAreBeingProcessed { get; init; }

    /// <summary>Distribution lists and mail-enabled security groups cannot be changed through Graph.</summary>
    public bool IsExchangeOnly => MailEnabled && !IsMicrosoft365;
}
