namespace HybridGroups.Sync.Cloud.Tenants;

public sealed record CloudTenant(Guid Id, string DisplayName, bool OnPremisesSyncEnabled, DateTimeOffset? OnPremisesLastSync, IReadOnlyList<string> VerifiedDomains);
