namespace HybridGroups.Sync.Ports;

/// <summary>All that is needed to open a tenant.</summary>
/// <param name="CloudName">Public, USGov, USGovDoD or China.</param>
public sealed record EntraConnection(string TenantId, string CloudName, EntraSignIn SignIn)
{
    public Uri? Graph { get; init; }

    public Uri? Login { get; init; }

    public override string ToString() => $"tenant {TenantId}";
}
