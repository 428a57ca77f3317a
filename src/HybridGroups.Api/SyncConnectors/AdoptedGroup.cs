using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>A group of Entra that is given to a group of Active Directory.</summary>
public sealed record AdoptedGroup
{
    /// <summary>The objectGUID of the group of Active Directory. The selector must pick it too.</summary>
    [Bounds(MaxLength = 36, Pattern = ValuePatterns.Guid)]
    public required string ActiveDirectoryGroup { get; init; }

    /// <summary>The object id of the group of Entra, which then has the name, the description and the members of the other.</summary>
    [Bounds(MaxLength = 36, Pattern = ValuePatterns.Guid)]
    public required string EntraGroup { get; init; }
}
