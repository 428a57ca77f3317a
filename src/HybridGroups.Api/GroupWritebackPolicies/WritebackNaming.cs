using Kube.Client.Schema;

namespace HybridGroups.Api.GroupWritebackPolicies;

/// <summary>Names of written groups. Placeholders of templates: {displayName}, {objectId}, {objectIdSuffix} (its last 12 digits), {mailNickname}.</summary>
public sealed record WritebackNaming
{
    /// <summary>A name that is taken gets _ and the last 12 digits of the object id, and keeps them when the name becomes free. GroupId: Group_ and the object id. DisplayName: the display name, _ and the last 12 digits of the object id. Anything else is a template.</summary>
    [Bounds(MinLength = 1, MaxLength = 256)]
    [Default("\"GroupId\"")]
    public string CommonName { get; init; } = "GroupId";

    /// <summary>A template of the sAMAccountName; made from the common name when left out. A name that is taken gets the last 12 digits of the object id.</summary>
    [Bounds(MinLength = 1, MaxLength = 256)]
    public string? SamAccountName { get; init; }
}
