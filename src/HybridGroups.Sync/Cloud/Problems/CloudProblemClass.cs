namespace HybridGroups.Sync.Cloud.Problems;

/// <summary>What kind of trouble a call ended in; it decides who can do something about it, and when to try again.</summary>
public enum CloudProblemClass
{
    /// <summary>Gone by itself: retried already, and worth retrying later.</summary>
    Transient,

    /// <summary>Told to wait.</summary>
    Throttled,

    /// <summary>The credentials are not accepted.</summary>
    Authentication,

    /// <summary>The application lacks a permission; the problem names it.</summary>
    PermissionMissing,

    /// <summary>The request cannot work in this tenant or cloud as configured.</summary>
    Configuration,

    /// <summary>The object is not there, or not there yet.</summary>
    NotFound,

    /// <summary>Something else holds the name or key, or was faster.</summary>
    Conflict,

    /// <summary>The change token is no longer good.</summary>
    ResyncRequired,

    /// <summary>The tenant has no room left.</summary>
    Quota,

    /// <summary>This one object was refused; the others go on.</summary>
    ObjectRefused,

    /// <summary>On-premises AD owns the object; the cloud must not be asked to change it.</summary>
    OnPremisesMastered,

    /// <summary>A licence is assigned to the group.</summary>
    LicenceAssigned,

    /// <summary>The live object is not the one that was meant.</summary>
    NotTheExpectedObject,

    /// <summary>Something this depended on failed.</summary>
    Dependency,
}
