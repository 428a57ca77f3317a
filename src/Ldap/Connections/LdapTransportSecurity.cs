namespace Ldap;

public enum LdapTransportSecurity
{
    /// <summary>TLS from the first byte (port 636).</summary>
    Tls,

    /// <summary>TLS after the StartTLS operation (port 389), never without it.</summary>
    StartTls,

    /// <summary>No TLS. Passwords are not sent then; Kerberos signs and seals.</summary>
    None,
}
