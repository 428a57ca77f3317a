namespace Ldap;

/// <summary>What went wrong, in the terms in which a caller decides what to do next.</summary>
public enum LdapErrorKind
{
    /// <summary>No connection could be made: name not resolved, refused, no route, no answer in time.</summary>
    Unreachable,

    /// <summary>The connection was there and is gone.</summary>
    ConnectionLost,

    /// <summary>The deadline of the operation passed.</summary>
    DeadlineExceeded,

    CertificateRejected,
    TlsFailed,
    AuthenticationFailed,
    AccountLocked,
    AccountDisabled,
    AccountExpired,
    PasswordExpired,
    LogonRestricted,
    StrongerAuthenticationRequired,
    InsufficientRights,
    NoSuchObject,
    AlreadyExists,
    NoSuchAttribute,
    AttributeOrValueExists,
    ConstraintViolation,
    NotAllowedOnNonLeaf,
    SchemaViolation,
    InvalidName,
    UnwillingToPerform,
    UnsupportedControl,
    LimitExceeded,
    Busy,
    Referral,
    ProtocolViolation,

    /// <summary>A message or a result is larger than the limits of the client.</summary>
    TooLarge,

    /// <summary>The server refused for a reason that has no kind of its own; see the result code.</summary>
    Refused,
}
