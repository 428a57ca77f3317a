namespace Ldap;

/// <summary>A directory operation that failed: what, why, and what to do about it.</summary>
public sealed class LdapException : Exception
{
    internal LdapException(LdapErrorKind kind, string message, string remedy, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        Remedy = remedy;
    }

    public LdapErrorKind Kind { get; }

    /// <summary>A sentence that tells an administrator what to do.</summary>
    public string Remedy { get; }

    /// <summary>What the server answered, when it did.</summary>
    public LdapResult? Result { get; init; }

    /// <summary>The Windows error code that Active Directory writes at the beginning of its diagnostic text.</summary>
    public int? ExtendedCode { get; init; }

    /// <summary>The same request may well succeed later, or on another server.</summary>
    public bool IsTransient => Kind is LdapErrorKind.Unreachable or LdapErrorKind.ConnectionLost
        or LdapErrorKind.DeadlineExceeded or LdapErrorKind.Busy;

    /// <summary>
    /// Whether the server may have done what was asked although the answer never came. Whoever writes must look before it
    /// writes again.
    /// </summary>
    public bool OutcomeIsUnknown => Result is null && Kind is LdapErrorKind.ConnectionLost or LdapErrorKind.DeadlineExceeded;
}
