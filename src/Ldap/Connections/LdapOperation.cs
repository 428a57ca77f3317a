namespace Ldap;

/// <summary>An operation that has ended, for whoever measures.</summary>
/// <param name="Name">bind (the whole way to a bound connection), search, watch (a search without a limit of time), add, modify, delete, rename or extended.</param>
/// <param name="Result">The result code's name; the kind of error where there was no answer; Cancelled.</param>
/// <param name="Endpoint">The server.</param>
/// <param name="Took">How long it took.</param>
public sealed record LdapOperation(string Name, string Result, LdapEndpoint Endpoint, TimeSpan Took);
