namespace HybridGroups.Api.SyncConnectors;

/// <summary>A managed identity. It has no fields: write {}.</summary>
public sealed record ManagedIdentity;
