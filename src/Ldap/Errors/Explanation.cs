namespace Ldap;

internal sealed record Explanation(LdapErrorKind Kind, string Reason, string Remedy);
