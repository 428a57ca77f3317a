namespace Ldap;

/// <summary>A server that DNS names for a service (RFC 2782).</summary>
/// <param name="Priority">The lowest is asked first.</param>
/// <param name="Weight">Its share among those of one priority.</param>
public sealed record ServiceRecord(string Host, int Port, int Priority, int Weight);
