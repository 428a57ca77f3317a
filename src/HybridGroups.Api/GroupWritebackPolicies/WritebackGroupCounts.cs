using Kube.Client.Schema;

namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>How many groups, by what became of them.</summary>
public sealed record WritebackGroupCounts
{
    /// <summary>Groups of Entra that the policy picks.</summary>
    [Default("0")]
    public int Selected { get; init; }

    /// <summary>Groups in Active Directory that agree.</summary>
    [Default("0")]
    public int Written { get; init; }

    /// <summary>Groups with changes still to be written.</summary>
    [Default("0")]
    public int Pending { get; init; }

    /// <summary>Groups that could not be written.</summary>
    [Default("0")]
    public int Failed { get; init; }

    /// <summary>Groups in quarantine.</summary>
    [Default("0")]
    public int Quarantined { get; init; }

    /// <summary>Members that Active Directory does not have.</summary>
    [Default("0")]
    public int UnmatchedMembers { get; init; }
}
