namespace HybridGroups.Api.DynamicGroupRules;

/// <summary>Where the processing of a rule stands, in the words of Entra's portal.</summary>
public enum MembershipProcessingStatus
{
    /// <summary>The rule is being evaluated.</summary>
    Evaluating,

    /// <summary>Members are being changed.</summary>
    Processing,

    /// <summary>The members are what the rule says.</summary>
    UpdateComplete,

    /// <summary>The rule or its update has an error.</summary>
    ProcessingError,

    /// <summary>The rule is paused.</summary>
    UpdatePaused,

    /// <summary>The rule was not looked at yet.</summary>
    NotStarted,
}
