namespace Ldap;

public enum LdapModificationKind
{
    Add = 0,
    Delete = 1,
    Replace = 2,
}
