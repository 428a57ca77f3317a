namespace Ldap;

public enum LdapSaslMechanism
{
    GssSpnego,
    Gssapi,
}
