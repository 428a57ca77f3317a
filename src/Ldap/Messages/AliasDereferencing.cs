namespace Ldap;

/// <summary>Active Directory has no aliases; following those of another server would read objects outside the base.</summary>
internal enum AliasDereferencing
{
    Never = 0,
}
