namespace Ldap;

/// <summary>Windows error codes that say more than the result code they come with.</summary>
internal static class ExtendedCodes
{
    public static Explanation? Explain(int? code) => code switch
    {
        8344 or 5 => ResultCodes.InsufficientRights,
        8453 => new(
            LdapErrorKind.InsufficientRights,
            "the account lacks the replication right that this needs",
            "Grant \"Replicating Directory Changes\" on the domain, or ask with object security."),
        8232 => new(
            LdapErrorKind.StrongerAuthenticationRequired,
            "the server takes no bind without signing or TLS",
            "Use LDAPS or StartTLS, or Kerberos with signing and sealing."),
        1244 => new(
            LdapErrorKind.StrongerAuthenticationRequired,
            "this needs a bind first",
            "Give credentials: an anonymous connection may only read the root of the server."),
        1316 or 1318 => new(
            LdapErrorKind.AlreadyExists,
            "another account or group of the domain has this sAMAccountName",
            "Choose another sAMAccountName: it must be unique in the domain, whatever the container."),
        8305 => new(
            LdapErrorKind.AlreadyExists,
            "an object with this name is already there",
            "A name must be unique in its container and a sAMAccountName in the domain: choose another, or adopt the object that is there."),
        8213 => ResultCodes.NotAllowedOnNonLeaf,
        8513 => new(
            LdapErrorKind.UnwillingToPerform,
            "the group type is not valid, or cannot be reached from the present one in one step",
            "A global group becomes domain-local, and the reverse, by way of universal."),
        8516 => Nesting("a global group cannot have a domain-local group as a member"),
        8517 => Nesting("a global group cannot have a universal group as a member"),
        8518 => Nesting("a universal group cannot have a domain-local group as a member"),
        8519 => Nesting("a global group cannot have a member from another domain"),
        8520 => Nesting("a domain-local group cannot have a domain-local group of another domain as a member"),
        8521 => new(
            LdapErrorKind.UnwillingToPerform,
            "the group is the primary group of some accounts",
            "Give those accounts another primary group first."),
        1371 => new(
            LdapErrorKind.UnwillingToPerform,
            "built-in accounts and groups do not take this",
            "Leave the built-in object as it is."),
        1377 => new(
            LdapErrorKind.NoSuchAttribute,
            "the account is not a member of the group",
            "Nothing is to be done: it is already as wanted."),
        1378 => new(
            LdapErrorKind.AttributeOrValueExists,
            "the account is already a member of the group",
            "Nothing is to be done: it is already as wanted."),
        8206 or 8207 or 14 => new(
            LdapErrorKind.Busy,
            "the server is busy",
            "It is tried again later; look at the load of the domain controller."),
        _ => null,
    };

    private static Explanation Nesting(string reason) =>
        new(LdapErrorKind.UnwillingToPerform, reason, "Change the scope of one of the two groups (universal takes users, global and universal groups), or leave the member out.");
}
