using Ldap;

namespace HybridGroups.EndToEnd.Tests.Engine;

/// <summary>Somebody with an account on both sides.</summary>
internal sealed record Person(string Account, DistinguishedName Name, Guid OnPremisesId, Guid CloudId);
