using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;

namespace HybridGroups.Sync.Model;

/// <summary>Both directories as they are known, and who in the one is who in the other.</summary>
public sealed class DirectoryModel(string baseName, MatchingOrder matching)
{
    private const int FewPeople = 10_000;

    private readonly Lock matchingPeople = new();
    private PersonPairs? people;
    private GroupPairs? groups;
    private OnPremisesNames? names;
    private Adoptions adoptions = Adoptions.None;

    /// <summary>The domain, as the marks of cloud groups name it.</summary>
    public string DomainKey { get; } = CloudAnchor.DomainKey(baseName);

    public string BaseName { get; } = baseName;

    public OnPremisesMirror OnPremises { get; } = new();

    public CloudMirror Cloud { get; } = new();

    /// <summary>Whether the side answered to the end when it was last asked. Set by whoever reads.</summary>
    public bool OnPremisesIsCurrent { get; set; }

    /// <inheritdoc cref="OnPremisesIsCurrent"/>
    public bool CloudIsCurrent { get; set; }

    /// <summary>Whether the groups' own wishes to be written back could be read. What could not be asked decides nothing.</summary>
    public bool WritebackWishesAreKnown { get; set; } = true;

    /// <summary>What the tenant says of new Microsoft 365 groups that say nothing themselves.</summary>
    public bool NewGroupsAreWrittenBack { get; set; } = true;

    public bool CloudIsComplete =>
        Cloud.IsComplete(CloudObjectKind.User) && Cloud.IsComplete(CloudObjectKind.Group) && Cloud.IsComplete(CloudObjectKind.Device);

    public bool IsComplete => OnPremises.IsComplete && CloudIsComplete;

    /// <summary>May be asked for from several sides at once; everything else of a model may not.</summary>
    public PersonPairs People
    {
        get
        {
            if (Volatile.Read(ref people) is { } matched) return matched;
            lock (matchingPeople) return people ??= new PersonPairs(this, matching);
        }
    }

    /// <summary>Nobody has been matched yet, and there are many.</summary>
    internal bool ExpectsMuchMatching => people is null && OnPremises.Count > FewPeople;

    public GroupPairs Groups => groups ??= GroupPairs.Of(this, adoptions);

    public OnPremisesNames Names => names ??= new OnPremisesNames(OnPremises);

    /// <summary>Which groups belong together is also what somebody says.</summary>
    internal void Adopt(Adoptions wanted)
    {
        if (wanted == adoptions) return;
        adoptions = wanted;
        groups = null;
    }

    public CompleteImports? ProveComplete() => CompleteImports.Of(this);

    public CloudGroupView? CloudGroup(Guid id) =>
        Cloud.PropertiesOf(CloudObjectKind.Group, id) is { } properties ? new CloudGroupView(id, properties) : null;

    /// <summary>What has changed since the last call. What was concluded from the old state is forgotten with it.</summary>
    internal ModelChanges TakeChanges()
    {
        var taken = new ModelChanges(
            OnPremises.TakeChanges(),
            Cloud.TakeChanges(CloudObjectKind.User),
            Cloud.TakeChanges(CloudObjectKind.Group),
            Cloud.TakeChanges(CloudObjectKind.Device));
        if (!taken.OnPremises.IsEmpty || !taken.Users.IsEmpty || !taken.Devices.IsEmpty || !taken.Groups.IsEmpty)
        {
            if (people is not null) taken = taken with { NewlyPaired = people.Update(taken) };
            if (taken.OnPremises.Everything || taken.OnPremises.Objects.Count > 0 || taken.Groups.Everything || taken.Groups.Objects.Count > 0) groups = null;
            if (taken.OnPremises.Everything || taken.OnPremises.Objects.Count > 0) names = null;
        }

        return taken;
    }

    /// <summary>A name that people know, for messages.</summary>
    public string NameOf(DirectorySide side, Guid id) => side == DirectorySide.ActiveDirectory
        ? OnPremises.Find(id)?.DistinguishedName ?? id.ToString("D")
        : Text(CloudObjectKind.User, id, "userPrincipalName") ?? Text(CloudObjectKind.Group, id, "displayName")
            ?? Text(CloudObjectKind.Device, id, "displayName") ?? id.ToString("D");

    private string? Text(CloudObjectKind kind, Guid id, string property) =>
        Cloud.PropertiesOf(kind, id) is { } properties && properties.TryGetValue(property, out var value) ? value as string : null;
}
