namespace HybridGroups.Sync.Ports;

/// <summary>All that is needed to open a tenant.</summary>
/// <param name="CloudName">Public, USGov, USGovDoD or China.</param>
public sealed record EntraConnection(string TenantId, string CloudName, EntraSignIn SignIn)
{
    public Uri? Graph { get; init; }

    public Uri? Login { get; init; }

    /// <summary>Where Entra posts that something has changed; it is asked at intervals when null.</summary>
    public Uri? Notifications { get; init; }

    public override string ToString() => $"tenant {TenantId}";
}
