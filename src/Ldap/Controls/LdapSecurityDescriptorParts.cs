using System.Diagnostics.CodeAnalysis;

namespace Ldap;

/// <summary>Which parts of a security descriptor are read or written.</summary>
[Flags]
[SuppressMessage("Naming", "CA1711", Justification = "The protocol's own flags.")]
public enum LdapSecurityDescriptorParts
{
    None = 0,
    Owner = 1,
    Group = 2,
    DiscretionaryList = 4,
    SystemList = 8,
}
