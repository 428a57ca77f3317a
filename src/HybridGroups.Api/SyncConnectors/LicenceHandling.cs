namespace HybridGroups.Api.SyncConnectors;

/// <summary>What is done about licences that are assigned to a group before it is deleted.</summary>
public enum LicenceHandling
{
    /// <summary>The group is not deleted.</summary>
    Block,

    /// <summary>The licences are taken away first.</summary>
    Remove,
}
