namespace Ldap;

/// <summary>Who binds, and how. No case of it ever shows its secret as text.</summary>
public abstract record LdapCredential
{
    private LdapCredential()
    {
    }

    public sealed override string ToString() => this switch
    {
        Simple simple => $"simple bind as {simple.UserName}",
        Negotiate { UserName: { } user } negotiate => $"{negotiate.Mechanism} as {user}",
        Negotiate negotiate => $"{negotiate.Mechanism} with the credentials of the process",
        External => "EXTERNAL with the client certificate",
        _ => "anonymous",
    };

    public sealed record Anonymous : LdapCredential;

    /// <summary>A distinguished name, <c>name@domain</c> or <c>DOMAIN\name</c>, and a password. Never sent without TLS.</summary>
    public sealed record Simple(string UserName, string Password) : LdapCredential;

    /// <summary>Kerberos (or what the platform negotiates). Without a user name: the tickets or the keytab of the process.</summary>
    public sealed record Negotiate(LdapSaslMechanism Mechanism) : LdapCredential
    {
        public string? UserName { get; init; }

        public string? Password { get; init; }

        public string? Domain { get; init; }

        /// <summary>The service principal to speak to; <c>ldap/host</c> when null.</summary>
        public string? ServicePrincipal { get; init; }

        /// <summary>
        /// Binds the authentication to the TLS channel. Servers that do not require it (LdapEnforceChannelBinding) take it as well.
        /// </summary>
        public bool ChannelBinding { get; init; } = true;
    }

    /// <summary>The client certificate of the TLS connection.</summary>
    public sealed record External : LdapCredential;
}
