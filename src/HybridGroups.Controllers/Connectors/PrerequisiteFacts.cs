using HybridGroups.Sync.Directory;

namespace HybridGroups.Controllers.Connectors;

/// <summary>What the work depends on outside of the groups themselves. What could not be found out is null.</summary>
public sealed record PrerequisiteFacts
{
    public DirectoryDescription? Domain { get; init; }

    /// <summary>The tenant has Entra ID P1 or more.</summary>
    public bool? IsLicensed { get; init; }

    /// <summary>What the products of the tenant are called.</summary>
    public IReadOnlyDictionary<Guid, string> Products { get; init; } = new Dictionary<Guid, string>();

    /// <summary>Domains that sign in through a federation, or password hashes are synced: one account for both sides.</summary>
    public bool? HasSingleSignOn { get; init; }

    /// <summary>What the tenant says of new Microsoft 365 groups that say nothing about writeback themselves.</summary>
    public bool? WritesNewGroupsBack { get; init; }

    public IReadOnlyDictionary<string, ContainerRights> Containers { get; init; } = new Dictionary<string, ContainerRights>(StringComparer.OrdinalIgnoreCase);
}
