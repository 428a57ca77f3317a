namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>What is done about members that the other directory does not have.</summary>
public enum UnmatchedMembers
{
    /// <summary>They are counted in the status.</summary>
    Report,

    /// <summary>They are left out.</summary>
    Ignore,
}
