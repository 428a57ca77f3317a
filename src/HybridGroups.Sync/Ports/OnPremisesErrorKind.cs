namespace HybridGroups.Sync.Ports;

/// <summary>What a failed operation on the on-premises directory means for what to do next.</summary>
public enum OnPremisesErrorKind
{
    /// <summary>Try again later, unchanged.</summary>
    Transient,

    /// <summary>It may have been done, it may not: read before anything else is written.</summary>
    OutcomeUnknown,
    Authentication,
    Certificate,
    InsufficientRights,
    NotFound,
    AlreadyExists,

    /// <summary>The directory's rules forbid it (nesting, schema, a value).</summary>
    NotAllowed,

    /// <summary>Refused here, before anything was sent: out of the writable containers, protected, or not ours.</summary>
    Guarded,
    Other,
}
