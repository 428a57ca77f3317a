using HybridGroups.Sync.Cloud.Changes;

namespace HybridGroups.Entra.Connecting;

/// <summary>One connection to a tenant.</summary>
public sealed record EntraOptions(string TenantId, EntraCredential Credential)
{
    public CloudEnvironment Cloud { get; init; } = CloudEnvironment.Public;

    /// <summary>Properties to read and to follow, by kind. Adding one means one full round.</summary>
    public IReadOnlyDictionary<CloudObjectKind, IReadOnlyList<string>> Selection { get; init; } = DefaultSelection.ByKind;

    /// <summary>For one HTTP request.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>For one call with all its repetitions and waits.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromMinutes(15);

    public int Attempts { get; init; } = 8;

    /// <summary>The share of the tenant's quotas this connection allows itself.</summary>
    public double QuotaShare { get; init; } = 0.9;

    /// <summary>Resource units in ten seconds; the smallest tenants get 3,500.</summary>
    public int ResourceUnitsPerTenSeconds { get; init; } = 3500;

    public int WritesPer150Seconds { get; init; } = 3000;

    /// <summary>Where change notifications come in, when there is such a place.</summary>
    public Uri? NotificationUrl { get; init; }
}
