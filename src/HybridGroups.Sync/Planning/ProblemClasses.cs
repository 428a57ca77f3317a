namespace HybridGroups.Sync.Planning;

/// <summary>The classes of object errors: words that programs and alerts may rely on.</summary>
public static class ProblemClasses
{
    /// <summary>Two objects share the key they would be matched by.</summary>
    public const string AmbiguousMatch = nameof(AmbiguousMatch);

    /// <summary>Several groups carry the same mark.</summary>
    public const string DuplicateAnchor = nameof(DuplicateAnchor);

    /// <summary>Another object has the name or mail nickname.</summary>
    public const string AttributeValueMustBeUnique = nameof(AttributeValueMustBeUnique);

    /// <summary>A value that the other directory does not take.</summary>
    public const string DataValidationFailed = nameof(DataValidationFailed);

    /// <summary>The tenant has no room for another object.</summary>
    public const string QuotaExceeded = nameof(QuotaExceeded);

    /// <summary>More members than are allowed.</summary>
    public const string MaximumMembersExceeded = nameof(MaximumMembersExceeded);

    /// <summary>Members that the other directory does not have.</summary>
    public const string UnmatchedMembers = nameof(UnmatchedMembers);

    /// <summary>Active Directory owns the group; the cloud must not be asked to change it.</summary>
    public const string SourceOfAuthorityOnPremises = nameof(SourceOfAuthorityOnPremises);

    /// <summary>The cloud owns the group; nothing of Active Directory may flow to it.</summary>
    public const string SourceOfAuthorityInCloud = nameof(SourceOfAuthorityInCloud);

    /// <summary>The directory protects the group, or it can hand out roles.</summary>
    public const string ProtectedObject = nameof(ProtectedObject);

    /// <summary>It lies outside of the containers in which may be written.</summary>
    public const string OutsideWritableContainers = nameof(OutsideWritableContainers);

    /// <summary>Two intents want the same group.</summary>
    public const string TargetClaimed = nameof(TargetClaimed);

    /// <summary>Licences are assigned to a group that is to be deleted.</summary>
    public const string LicensesAssigned = nameof(LicensesAssigned);

    /// <summary>The target of a rule is not there.</summary>
    public const string TargetNotFound = nameof(TargetNotFound);

    /// <summary>The kind of group cannot be changed by an application.</summary>
    public const string NotManageable = nameof(NotManageable);

    /// <summary>Somebody else changed the group, and it is left so.</summary>
    public const string Drift = nameof(Drift);

    /// <summary>Rules over the members of one another's groups go round in a circle.</summary>
    public const string RuleCycle = nameof(RuleCycle);

    /// <summary>A pattern of the rule used up its time.</summary>
    public const string RuleTooSlow = nameof(RuleTooSlow);

    /// <summary>The directory does not allow it.</summary>
    public const string NotAllowed = nameof(NotAllowed);

    /// <summary>Something that this depended on failed.</summary>
    public const string Dependency = nameof(Dependency);

    /// <summary>The live object is not what the plan took it for.</summary>
    public const string ChangedMeanwhile = nameof(ChangedMeanwhile);

    /// <summary>The groups' own wishes to be written back could not be read.</summary>
    public const string WritebackConfigurationUnread = nameof(WritebackConfigurationUnread);

    /// <summary>A group's anchor is another one than that under which it is known.</summary>
    public const string SourceAnchorChanged = nameof(SourceAnchorChanged);

    /// <summary>A group of Entra cannot be given to the group of Active Directory that somebody gave it to.</summary>
    public const string AdoptionNotPossible = nameof(AdoptionNotPossible);

    /// <summary>Gone by itself; it is tried again.</summary>
    public const string Transient = nameof(Transient);

    /// <summary>The account lacks a right.</summary>
    public const string PermissionMissing = nameof(PermissionMissing);
}
