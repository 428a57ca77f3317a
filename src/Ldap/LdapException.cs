namespace Ldap;

/// <summary>A server could not be asked, or answered with an error; the message says which, why and what to do.</summary>
public sealed class LdapException(string message, Exception? inner = null) : Exception(message, inner);
