using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>What a group of Active Directory becomes in Entra.</summary>
[Cel("self.type != 'Microsoft365' || self.nested == 'Flatten'", "is Flatten where type is Microsoft365: such groups cannot hold groups", FieldPath = ".nested")]
public sealed record EntraGroupShape
{
    /// <summary>Security groups can hold users, devices and groups; Microsoft 365 groups only users.</summary>
    [Default("\"Security\"")]
    public EntraGroupType Type { get; init; } = EntraGroupType.Security;

    /// <summary>The display name in Entra. Placeholders: {displayName}, {cn}, {samAccountName}, {domain}.</summary>
    [Bounds(MinLength = 1, MaxLength = 256)]
    [Default("\"{displayName}\"")]
    public string NameTemplate { get; init; } = "{displayName}";

    /// <summary>Groups within a group. Preserve: they become members as groups, when they are in the selection too. Flatten: the people in them become members.</summary>
    [Default("\"Preserve\"")]
    public NestedGroups Nested { get; init; } = NestedGroups.Preserve;

    /// <summary>A group with more members is not brought to Entra, and one that grows above it is not changed there any more.</summary>
    [Bounds(Minimum = 1, Maximum = 250000)]
    [Default("250000")]
    public int MaximumMembers { get; init; } = 250000;
}
