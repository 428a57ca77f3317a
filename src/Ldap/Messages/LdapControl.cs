namespace Ldap;

/// <summary>A control of a request or a response. The ones in use have types of their own that make and read it.</summary>
public sealed record LdapControl(string Oid, bool IsCritical, ReadOnlyMemory<byte>? Value = null);
