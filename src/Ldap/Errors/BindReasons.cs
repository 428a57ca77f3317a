namespace Ldap;

/// <summary>Why a bind was refused, from the <c>data</c> code that Active Directory adds to invalidCredentials.</summary>
internal static class BindReasons
{
    public static Explanation Explain(int? data) => data switch
    {
        0x35B => new(
            LdapErrorKind.StrongerAuthenticationRequired,
            "the server requires channel binding, and got none or that of another TLS connection",
            "Leave channel binding on; if it is on, something between here and the server ends TLS (a proxy, a load balancer): connect to the domain controller itself."),
        0x525 => new(
            LdapErrorKind.AuthenticationFailed,
            "there is no such account",
            "Give the account as name@domain, DOMAIN\\name or a distinguished name, and check its spelling."),
        0x52E => new(
            LdapErrorKind.AuthenticationFailed,
            "the user name or the password is wrong",
            "Check the user name and the password in the Secret; a password changed in the directory must be changed there too. Repeated attempts can lock the account."),
        0x530 => new(
            LdapErrorKind.LogonRestricted,
            "the account may not log on at this hour",
            "Lift the logon hours of the service account."),
        0x531 => new(
            LdapErrorKind.LogonRestricted,
            "the account may not log on from this machine",
            "Clear \"Log On To\" (userWorkstations) of the service account, or add this host."),
        0x532 => new(
            LdapErrorKind.PasswordExpired,
            "the password has expired",
            "Set a new password for the service account, put it into the Secret, and consider \"Password never expires\"."),
        0x533 => new(
            LdapErrorKind.AccountDisabled,
            "the account is disabled",
            "Enable the service account, or name another one in the Secret."),
        0x568 => new(
            LdapErrorKind.LogonRestricted,
            "the account is in too many groups to log on",
            "Reduce the groups of the service account."),
        0x701 => new(
            LdapErrorKind.AccountExpired,
            "the account has expired",
            "Move or remove the expiry date of the service account."),
        0x773 => new(
            LdapErrorKind.PasswordExpired,
            "the password must be changed before the first logon",
            "Clear \"User must change password at next logon\" of the service account."),
        0x775 => new(
            LdapErrorKind.AccountLocked,
            "the account is locked",
            "Unlock the service account (Unlock-ADAccount) and look for the client that still uses its old password."),
        _ => new(
            LdapErrorKind.AuthenticationFailed,
            "the credentials were not accepted",
            "Check the user name and the password, and that the account is enabled, not locked and not expired."),
    };
}
