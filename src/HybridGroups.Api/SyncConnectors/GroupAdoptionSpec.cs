using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>
/// Groups of Entra that were there before and are kept from now on. None is ever matched by its name, and none that is adopted is
/// ever deleted. Whom the first fill would remove is shown first and waits for an approval.
/// </summary>
public sealed record GroupAdoptionSpec
{
    /// <summary>Single groups. An entry stays for as long as the group is to be kept: it is what joins the two.</summary>
    [ListMap("activeDirectoryGroup")]
    [Bounds(MaxItems = 1000)]
    public IReadOnlyList<AdoptedGroup>? Groups { get; init; }

    /// <summary>All groups that another product synced once and that were handed over to the cloud (source of authority); they are known by their SID.</summary>
    [Default("false")]
    public bool FormerlySynced { get; init; }
}
