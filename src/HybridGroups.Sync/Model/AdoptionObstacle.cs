namespace HybridGroups.Sync.Model;

/// <summary>Why a group of Entra cannot be given to a group of Active Directory.</summary>
public enum AdoptionObstacle
{
    NotThere,

    /// <summary>Another product syncs it, and Entra takes no changes of it.</summary>
    OwnedByActiveDirectory,

    FilledByItsRule,

    /// <summary>It was made here, from another group or by a rule.</summary>
    MadeFromAnother,

    /// <summary>What is in it comes from Entra: it would go round in a circle.</summary>
    WrittenBack,

    GivenTwice,

    /// <summary>The source has a group that was made from it.</summary>
    SourceHasAnother,
}
