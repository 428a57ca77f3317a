using HybridGroups.Sync.Packing;

namespace HybridGroups.Sync.Directory;

/// <summary>An object of Active Directory as the engine sees it. Its identity is <see cref="Id"/>; its name may change at any time.</summary>
public sealed record OnPremisesObject
{
    private static readonly Dictionary<string, IReadOnlyList<string>> None = [];

    private readonly PackedText name;
    private readonly PackedText securityIdentifier;

    public OnPremisesObject(Guid id, OnPremisesObjectKind kind, string distinguishedName)
        : this(id, kind, new PackedText(distinguishedName), default)
    {
    }

    internal OnPremisesObject(Guid id, OnPremisesObjectKind kind, PackedText name, PackedText securityIdentifier) =>
        (Id, Kind, this.name, this.securityIdentifier) = (id, kind, name, securityIdentifier);

    public Guid Id { get; init; }

    public OnPremisesObjectKind Kind { get; init; }

    public string DistinguishedName
    {
        get => name.Read()!;
        init => name = new PackedText(value);
    }

    public string? SecurityIdentifier
    {
        get => securityIdentifier.Read();
        init => securityIdentifier = new PackedText(value);
    }

    /// <summary>ms-DS-ConsistencyGuid: when it is filled it takes the place of the identity as the anchor in Entra.</summary>
    public Guid? ConsistencyGuid { get; init; }

    /// <summary>The group that an account is in without being listed as its member.</summary>
    public string? PrimaryGroupSid { get; init; }

    public ProtectionReasons Protection { get; init; }

    /// <summary>What a group is; null for everything else.</summary>
    public GroupFacts? Group { get; init; }

    /// <summary>Every attribute that was asked for and has a value, under the name the directory gives it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; } = None;

    /// <summary>The anchor in Entra.</summary>
    public Guid Anchor => ConsistencyGuid ?? Id;

    public string? First(string attribute) => Attributes.TryGetValue(attribute, out var values) && values.Count > 0 ? values[0] : null;

    public IReadOnlyList<string> All(string attribute) => Attributes.TryGetValue(attribute, out var values) ? values : [];
}
