namespace Ldap;

/// <summary>What the standard result codes mean to an administrator.</summary>
internal static class ResultCodes
{
    public static Explanation InsufficientRights { get; } = new(
        LdapErrorKind.InsufficientRights,
        "the account lacks the right",
        "Grant the service account what is missing on this container or object: \"hybrid-groups permissions check\" lists it, \"permissions grant\" writes it.");

    public static Explanation NotAllowedOnNonLeaf { get; } = new(
        LdapErrorKind.NotAllowedOnNonLeaf,
        "there are objects below it",
        "Move or delete what is below first.");

    private static bool IsSecondLayer(string diagnostic) =>
        diagnostic.Contains("not allowed if TLS is used", StringComparison.Ordinal)
        || diagnostic.Contains("signing/sealing when using TLS/SSL", StringComparison.Ordinal);

    public static Explanation Explain(LdapResult result) => result.Code switch
    {
        LdapResultCode.InsufficientAccessRights => InsufficientRights,
        LdapResultCode.NotAllowedOnNonLeaf => NotAllowedOnNonLeaf,
        LdapResultCode.NoSuchObject => new(
            LdapErrorKind.NoSuchObject,
            "there is no such object, or the account may not see it",
            "Check the name; an object may have been moved or deleted since it was read."),
        LdapResultCode.EntryAlreadyExists => new(
            LdapErrorKind.AlreadyExists,
            "an object with this name is already there",
            "A name must be unique in its container and a sAMAccountName in the domain: choose another, or adopt the object that is there."),
        LdapResultCode.NoSuchAttribute => new(
            LdapErrorKind.NoSuchAttribute, "the attribute or the value is not there", "Read the object again: it has changed since."),
        LdapResultCode.AttributeOrValueExists => new(
            LdapErrorKind.AttributeOrValueExists, "the value is already there", "Read the object again: it has changed since."),
        LdapResultCode.ConstraintViolation or LdapResultCode.InvalidAttributeSyntax or LdapResultCode.InappropriateMatching => new(
            LdapErrorKind.ConstraintViolation,
            "a value breaks a rule of the schema or of the directory",
            "Look in the server's text for the attribute; check its length, its form, and that it must be unique."),
        LdapResultCode.ObjectClassViolation or LdapResultCode.UndefinedAttributeType or LdapResultCode.ObjectClassModsProhibited => new(
            LdapErrorKind.SchemaViolation,
            "the schema does not allow this attribute on this object",
            "Check that the schema has been extended (Exchange, Windows Server 2016 or newer) on this domain controller."),
        LdapResultCode.InvalidDNSyntax or LdapResultCode.NamingViolation or LdapResultCode.NotAllowedOnRDN => new(
            LdapErrorKind.InvalidName, "the name is not allowed", "Check the name: a cn has at most 64 characters, and its container must exist."),
        LdapResultCode.UnwillingToPerform when IsSecondLayer(result.DiagnosticMessage) => new(
            LdapErrorKind.AuthenticationFailed,
            "the authentication asked for signing, which is not allowed inside TLS",
            "Use the mechanism GSSAPI inside TLS: with GSS-SPNEGO the Kerberos library of this platform always asks for signing."),
        LdapResultCode.UnwillingToPerform or LdapResultCode.OperationsError => new(
            LdapErrorKind.UnwillingToPerform,
            "the server will not do this",
            "The server's own text says why; its code is that of Windows (net helpmsg)."),
        LdapResultCode.UnavailableCriticalExtension => new(
            LdapErrorKind.UnsupportedControl,
            "the server does not know a control that this needs, or the account may not use it",
            "Check that the server is an Active Directory domain controller (not a proxy or another directory)."),
        LdapResultCode.TimeLimitExceeded or LdapResultCode.SizeLimitExceeded or LdapResultCode.AdminLimitExceeded => new(
            LdapErrorKind.LimitExceeded,
            "a limit of the server was reached",
            "Use paging, a narrower base or filter; the limits are in the query policy (MaxPageSize, MaxQueryDuration)."),
        LdapResultCode.Busy or LdapResultCode.Unavailable => new(
            LdapErrorKind.Busy, "the server is busy or shutting down", "It is tried again later, on another domain controller where one is known."),
        LdapResultCode.StrongerAuthRequired or LdapResultCode.ConfidentialityRequired => new(
            LdapErrorKind.StrongerAuthenticationRequired,
            "the server asks for TLS, or for signing",
            "Use LDAPS or StartTLS, or Kerberos with signing and sealing."),
        LdapResultCode.InappropriateAuthentication or LdapResultCode.AuthMethodNotSupported => new(
            LdapErrorKind.AuthenticationFailed,
            "the server does not take this method of authentication",
            "Choose another method: the rootDSE lists supportedSASLMechanisms."),
        LdapResultCode.Referral => new(
            LdapErrorKind.Referral,
            "the object is in another domain or on another server: " + string.Join(", ", result.Referrals),
            "Connect to a domain controller of that domain, or follow the referral."),
        LdapResultCode.LoopDetect => new(
            LdapErrorKind.Referral, "the servers refer to each other in a circle", "Correct the cross references of the forest."),
        LdapResultCode.ProtocolError => new(
            LdapErrorKind.ProtocolViolation, "the server did not understand the request", "Check that it is an LDAPv3 server."),
        _ => new(LdapErrorKind.Refused, "it failed", "The server's own text says why."),
    };
}
