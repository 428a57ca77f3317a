using System.Diagnostics.CodeAnalysis;

namespace HybridGroups.ActiveDirectory.Permissions;

[Flags]
[SuppressMessage("Design", "CA1028", Justification = "One byte of the entry.")]
public enum AccessInheritance : byte
{
    None = 0,
    Objects = 1,
    Containers = 2,
    NoPropagation = 4,
    InheritOnly = 8,
    Inherited = 0x10,
}
