using System.Text.Json;
using HybridGroups.Sync.Cloud.Groups;

namespace HybridGroups.Sync.Model;

/// <summary>The properties of a cloud group by name.</summary>
public readonly record struct CloudGroupView(Guid Id, IReadOnlyDictionary<string, object?> Properties)
{
    public string DisplayName => Text("displayName") ?? Id.ToString("D");

    public string? Description => Text("description");

    public string? MailNickname => Text("mailNickname");

    public string? UniqueName => Text("uniqueName");

    public string? Mail => Text("mail");

    public string? OnPremisesSecurityIdentifier => Text("onPremisesSecurityIdentifier");

    public string? MembershipRule => Text("membershipRule");

    public string? MembershipRuleProcessingState => Text("membershipRuleProcessingState");

    public bool IsMicrosoft365 => Types.Contains("Unified", StringComparer.OrdinalIgnoreCase);

    public bool IsDynamic => Types.Contains("DynamicMembership", StringComparer.OrdinalIgnoreCase);

    public bool MailEnabled => Properties.GetValueOrDefault("mailEnabled") is true;

    public bool SecurityEnabled => Properties.GetValueOrDefault("securityEnabled") is true;

    public bool IsAssignableToRole => Properties.GetValueOrDefault("isAssignableToRole") is true;

    /// <summary>Synced from AD by another product and owned by AD: read-only in the cloud.</summary>
    public bool IsOnPremisesMastered => Properties.GetValueOrDefault("onPremisesSyncEnabled") is true;

    /// <summary>A distribution list or a mail-enabled security group: not to be changed through Graph.</summary>
    public bool IsExchangeOnly => MailEnabled && !IsMicrosoft365;

    public CloudMastery Mastery => IsOnPremisesMastered ? CloudMastery.OnPremises : CloudMastery.Cloud;

    /// <summary>Whether the group itself says that it is to be written back; null when it says nothing.</summary>
    public bool? WritebackIsEnabled => Wish("isEnabled") is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag ? flag.GetBoolean() : null;

    /// <summary>What the group itself says that it is to become in Active Directory; null when it says nothing.</summary>
    public string? OnPremisesGroupType => Wish("onPremisesGroupType") is { ValueKind: JsonValueKind.String } type ? type.GetString() : null;

    /// <summary>The products assigned to the group, by SKU.</summary>
    public IReadOnlyList<Guid> Licences
    {
        get
        {
            if (Text("assignedLicenses") is not { } json) return [];
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind != JsonValueKind.Array ? [] :
                [.. document.RootElement.EnumerateArray().Where(one => one.TryGetProperty("skuId", out _)).Select(one => one.GetProperty("skuId").GetGuid())];
        }
    }

    private IReadOnlyList<string> Types => Properties.GetValueOrDefault("groupTypes") as string[] ?? [];

    private JsonElement? Wish(string property)
    {
        if (Text("writebackConfiguration") is not { } json) return null;
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(property, out var value) ? value.Clone() : null;
    }

    private string? Text(string property) => Properties.GetValueOrDefault(property) as string;
}
