using HybridGroups.GraphSimulator.Schema;

namespace HybridGroups.GraphSimulator.Tenant;

/// <summary>The tenant around its directory objects.</summary>
internal sealed class TenantState(DirectoryStore store, Guid id, string domain, Randomness randomness)
{
    private long created;

    public DirectoryStore Store { get; } = store;

    public Guid Id { get; } = id;

    public string DisplayName { get; set; } = "Example";

    public List<Domain> Domains { get; } =
    [
        new(domain, IsDefault: true, IsInitial: false, IsFederated: true),
        new("example.onmicrosoft.com", IsDefault: false, IsInitial: true, IsFederated: false),
    ];

    public string DefaultDomain => Domains.First(candidate => candidate.IsDefault).Name;

    public Dictionary<string, AppRegistration> Apps { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>P1 is in the tenant: dynamic groups work.</summary>
    public bool HasPremium { get; set; } = true;

    public bool OnPremisesSyncEnabled { get; set; } = true;

    /// <summary>An application gets 403 on directory/onPremisesSynchronization, as the permission lists say.</summary>
    public bool SynchronizationIsDelegatedOnly { get; set; }

    /// <summary>The setting NewUnifiedGroupWritebackDefault; null when nobody ever changed it.</summary>
    public bool? NewGroupsAreWrittenBack { get; set; }

    public bool BetaHasProcessingStatus { get; set; } = true;

    public int ExtensionCount { get; set; }

    public List<ExtensionProperty> Extensions { get; } = [];

    public Guid NewId() => randomness.NewGuid("object", ++created);

    public void Register(ExtensionProperty extension)
    {
        Extensions.Add(extension);
        foreach (var target in extension.TargetObjects)
        {
            if (Store.Schema.ByTypeName(target) is { } kind)
                kind.Add(new PropertyDefinition(extension.Name, extension.ValueKind) { Writable = true, Filtering = Filtering.Plain });
        }
    }
}
