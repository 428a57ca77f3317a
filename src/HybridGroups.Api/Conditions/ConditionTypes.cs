namespace HybridGroups.Api.Conditions;

/// <summary>The types of conditions on our kinds.</summary>
public static class ConditionTypes
{
    /// <summary>The object does what it is for. The one to wait for.</summary>
    public const string Ready = "Ready";

    /// <summary>Work is under way. Absent when not.</summary>
    public const string Reconciling = "Reconciling";

    /// <summary>It cannot go on until somebody changes something. Absent when not.</summary>
    public const string Stalled = "Stalled";

    /// <summary>A domain controller answers.</summary>
    public const string ActiveDirectoryReachable = "ActiveDirectoryReachable";

    /// <summary>Microsoft Graph answers.</summary>
    public const string EntraReachable = "EntraReachable";

    /// <summary>Both accounts have the rights that the spec needs.</summary>
    public const string Authorized = "Authorized";

    /// <summary>Both directories were read completely.</summary>
    public const string ImportComplete = "ImportComplete";

    /// <summary>The last run changed all it meant to.</summary>
    public const string SyncHealthy = "SyncHealthy";

    /// <summary>Changes above the limits wait for an approval. Absent when not.</summary>
    public const string PlanHeld = "PlanHeld";

    /// <summary>No dynamic update has been waiting for more than 24 hours.</summary>
    public const string DynamicMembershipCurrent = "DynamicMembershipCurrent";

    /// <summary>The tenant has the licence that writeback needs.</summary>
    public const string Licensed = "Licensed";

    /// <summary>Exchange's schema is there, in a supported version.</summary>
    public const string ExchangeReady = "ExchangeReady";

    /// <summary>Members of written groups can sign in on both sides.</summary>
    public const string SingleSignOnConfigured = "SingleSignOnConfigured";

    /// <summary>The account may write in the target's containers.</summary>
    public const string ContainerWritable = "ContainerWritable";

    /// <summary>The directory's schema has what writeback needs.</summary>
    public const string SchemaReady = "SchemaReady";

    /// <summary>Somebody who came later wants groups of this object too; it goes on. Absent when not.</summary>
    public const string Contested = "Contested";

    /// <summary>The rule can be evaluated.</summary>
    public const string RuleValid = "RuleValid";

    /// <summary>The members of the target group may be changed.</summary>
    public const string TargetWritable = "TargetWritable";
}
