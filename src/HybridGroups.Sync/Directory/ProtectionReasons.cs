using System.Diagnostics.CodeAnalysis;

namespace HybridGroups.Sync.Directory;

/// <summary>Why the directory itself guards an object. Nothing of ours ever writes to one that has any.</summary>
[Flags]
[SuppressMessage("Naming", "CA1711", Justification = "A set of reasons.")]
public enum ProtectionReasons
{
    None = 0,

    /// <summary>adminCount is set: SDProp keeps its permissions like those of AdminSDHolder.</summary>
    AdminCount = 1,
    CriticalSystemObject = 2,

    /// <summary>A builtin or well-known account or group, by its SID.</summary>
    WellKnown = 4,

    /// <summary>Inheritance is off and its permissions are those of AdminSDHolder.</summary>
    AdminSdHolder = 8,
}
