using System.Diagnostics.CodeAnalysis;

namespace HybridGroups.ActiveDirectory.Permissions;

/// <summary>The rights on directory objects (MS-ADTS 5.1.3.2).</summary>
[Flags]
[SuppressMessage("Design", "CA1028", Justification = "An access mask has 32 bits.")]
public enum AccessRights : uint
{
    None = 0,
    CreateChild = 0x1,
    DeleteChild = 0x2,
    ListChildren = 0x4,
    Self = 0x8,
    ReadProperty = 0x10,
    WriteProperty = 0x20,
    DeleteTree = 0x40,
    ListObject = 0x80,
    ControlAccess = 0x100,
    Delete = 0x10000,
    ReadControl = 0x20000,
    WriteDiscretionaryList = 0x40000,
    WriteOwner = 0x80000,
}
