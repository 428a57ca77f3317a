using System.Diagnostics.CodeAnalysis;

namespace Ldap;

[Flags]
[SuppressMessage("Design", "CA1028", Justification = "Bit 31 is one of them.")]
public enum DirSyncOptions : uint
{
    None = 0,

    /// <summary>Without replication rights: what the account may not read is left out.</summary>
    ObjectSecurity = 0x1,
    AncestorsFirst = 0x800,
    PublicDataOnly = 0x2000,

    /// <summary>Links come as the values added and removed instead of as the whole list.</summary>
    IncrementalValues = 0x80000000,
}
