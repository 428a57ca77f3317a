namespace HybridGroups.Sync.Cloud.Tenants;

/// <summary>The tenant's own settings for synchronisation, where an application may see them.</summary>
public abstract record OnPremisesSynchronization
{
    private OnPremisesSynchronization()
    {
    }

    /// <param name="DeletionPrevention">disabled, enabledForCount or enabledForPercentage.</param>
    public sealed record Known(string DeletionPrevention, int? DeletionThreshold, IReadOnlyDictionary<string, bool> Features) : OnPremisesSynchronization;

    public sealed record NotReadable(string Reason) : OnPremisesSynchronization;
}
