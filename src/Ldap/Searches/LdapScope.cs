namespace Ldap;

public enum LdapScope
{
    Base = 0,
    OneLevel = 1,
    Subtree = 2,
}
