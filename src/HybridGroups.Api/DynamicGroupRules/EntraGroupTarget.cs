using Kube.Client.Schema;

namespace HybridGroups.Api.DynamicGroupRules;

/// <summary>A group of Microsoft Entra: one that is there, by id, or one that is made, by display name.</summary>
[Cel("has(self.id) != has(self.displayName)", "give either id or displayName, and not both")]
[Cel("has(self.id) == has(oldSelf.id)", "cannot change between id and displayName: make another DynamicGroupRule")]
[Cel("!has(self.id) || !self.create", "is only for a group named by displayName", FieldPath = ".create")]
[Cel("!has(self.id) || !(has(self.mailNickname) || has(self.description))", "mailNickname and description are only for a group named by displayName")]
[Cel("self.type != 'Microsoft365' || has(self.id) || !self.create || has(self.mailNickname)", "is needed for a Microsoft 365 group that is made", FieldPath = ".mailNickname")]
public sealed record EntraGroupTarget
{
    /// <summary>The object id of a group that is there.</summary>
    [Bounds(Pattern = ValuePatterns.Guid, MaxLength = 36)]
    [Cel("self == oldSelf", "cannot be changed: make another DynamicGroupRule for another group")]
    public string? Id { get; init; }

    /// <summary>The display name of a group that this rule makes. A group that merely has the same name is never taken over.</summary>
    [Bounds(MinLength = 1, MaxLength = 256)]
    public string? DisplayName { get; init; }

    /// <summary>The type of a group that is made.</summary>
    [Default("\"Security\"")]
    public EntraGroupType Type { get; init; } = EntraGroupType.Security;

    /// <summary>The part of its mail address before the @.</summary>
    [Bounds(MinLength = 1, MaxLength = 64, Pattern = "^[^\\s@()\\\\\\[\\]\";:<>,]+$")]
    public string? MailNickname { get; init; }

    /// <summary>Its description.</summary>
    [Bounds(MaxLength = 1024)]
    public string? Description { get; init; }

    /// <summary>Make the group when it is not there.</summary>
    [Default("false")]
    public bool Create { get; init; }
}
