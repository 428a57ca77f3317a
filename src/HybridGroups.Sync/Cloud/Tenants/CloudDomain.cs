namespace HybridGroups.Sync.Cloud.Tenants;

/// <summary>A domain of the tenant and how its users sign in.</summary>
/// <param name="FederationIssuer">The issuer of the federation, when there is one: single sign-on is set up.</param>
public sealed record CloudDomain(string Name, bool IsVerified, bool IsDefault, bool IsFederated, string? FederationIssuer);
