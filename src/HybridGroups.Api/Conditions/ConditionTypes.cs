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
}
