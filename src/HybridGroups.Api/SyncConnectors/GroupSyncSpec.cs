using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>Groups of Active Directory that are made and kept in Microsoft Entra.</summary>
public sealed record GroupSyncSpec
{
    /// <summary>Whether groups go from Active Directory to Entra. Switching it off leaves what was made.</summary>
    [Default("false")]
    public bool Enabled { get; init; }

    /// <summary>Which groups; all security and distribution groups in scope when left out.</summary>
    public GroupSelector? Selector { get; init; }

    /// <summary>What they become in Entra.</summary>
    [Default("{}")]
    public EntraGroupShape EntraGroups { get; init; } = new();

    /// <summary>Groups of Entra that were there before and are to be kept, instead of making new ones.</summary>
    public GroupAdoptionSpec? Adopt { get; init; }

    /// <summary>What happens in Entra to a group that left the selection or was deleted in Active Directory.</summary>
    [Default("\"Retain\"")]
    public GroupDeletionPolicy DeletionPolicy { get; init; } = GroupDeletionPolicy.Retain;

    /// <summary>Before a group is deleted that licences are assigned to. Block: it is not deleted, and a condition says why. Remove: the licences are taken away first.</summary>
    [Default("\"Block\"")]
    public LicenceHandling Licences { get; init; } = LicenceHandling.Block;
}
