using HybridGroups.Sync.Ports;
using Ldap;

namespace HybridGroups.ActiveDirectory.Connections;

/// <summary>The errors of the protocol in the words of the port.</summary>
internal static class LdapTranslation
{
    public static async Task<T> RunAsync<T>(Func<Task<T>> operation, bool isWrite)
    {
        try
        {
            return await operation();
        }
        catch (LdapException e)
        {
            throw Translate(e, isWrite);
        }
        catch (FormatException e)
        {
            throw new OnPremisesException(
                OnPremisesErrorKind.Other, e.Message, "Check the distinguished names in the specification, and the object that the text names.", e);
        }
    }

    public static OnPremisesException Translate(LdapException error, bool isWrite) =>
        new(error.OutcomeIsUnknown && !isWrite ? OnPremisesErrorKind.Transient : KindOf(error), error.Message, error.Remedy, error);

    private static OnPremisesErrorKind KindOf(LdapException error) => error.Kind switch
    {
        LdapErrorKind.ConnectionLost or LdapErrorKind.DeadlineExceeded => OnPremisesErrorKind.OutcomeUnknown,
        LdapErrorKind.Unreachable or LdapErrorKind.Busy => OnPremisesErrorKind.Transient,
        LdapErrorKind.CertificateRejected or LdapErrorKind.TlsFailed => OnPremisesErrorKind.Certificate,
        LdapErrorKind.AuthenticationFailed or LdapErrorKind.AccountLocked or LdapErrorKind.AccountDisabled
            or LdapErrorKind.AccountExpired or LdapErrorKind.PasswordExpired or LdapErrorKind.LogonRestricted
            or LdapErrorKind.StrongerAuthenticationRequired => OnPremisesErrorKind.Authentication,
        LdapErrorKind.InsufficientRights => OnPremisesErrorKind.InsufficientRights,
        LdapErrorKind.NoSuchObject => OnPremisesErrorKind.NotFound,
        LdapErrorKind.AlreadyExists => OnPremisesErrorKind.AlreadyExists,
        LdapErrorKind.ConstraintViolation or LdapErrorKind.SchemaViolation or LdapErrorKind.InvalidName
            or LdapErrorKind.UnwillingToPerform or LdapErrorKind.NotAllowedOnNonLeaf => OnPremisesErrorKind.NotAllowed,
        _ => OnPremisesErrorKind.Other,
    };
}
