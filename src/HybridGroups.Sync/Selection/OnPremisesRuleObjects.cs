using System.Collections.Frozen;
using System.Globalization;
using HybridGroups.Rules;
using HybridGroups.Rules.Population;
using HybridGroups.Rules.Properties;
using HybridGroups.Sync.Directory;

namespace HybridGroups.Sync.Selection;

/// <summary>Objects of Active Directory as rules see them, under the names that Entra has for the same things.</summary>
internal static class OnPremisesRuleObjects
{
    private const int Disabled = 0x2;

    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["givenName"] = "givenName",
        ["sn"] = "surname",
        ["title"] = "jobTitle",
        ["department"] = "department",
        ["company"] = "companyName",
        ["l"] = "city",
        ["st"] = "state",
        ["co"] = "country",
        ["c"] = "usageLocation",
        ["postalCode"] = "postalCode",
        ["streetAddress"] = "streetAddress",
        ["physicalDeliveryOfficeName"] = "physicalDeliveryOfficeName",
        ["telephoneNumber"] = "telephoneNumber",
        ["mobile"] = "mobile",
        ["facsimileTelephoneNumber"] = "facsimileTelephoneNumber",
        ["mail"] = "mail",
        ["mailNickname"] = "mailNickName",
        ["userPrincipalName"] = "userPrincipalName",
        ["employeeID"] = "employeeId",
        ["employeeType"] = "employeeType",
        ["preferredLanguage"] = "preferredLanguage",
        ["proxyAddresses"] = "proxyAddresses",
        ["description"] = "description",
        ["sAMAccountName"] = "onPremisesSamAccountName",
        ["operatingSystem"] = "deviceOSType",
        ["operatingSystemVersion"] = "deviceOSVersion",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static RuleSubject? SubjectOf(OnPremisesObject item) => item.Kind switch
    {
        OnPremisesObjectKind.User => RuleSubject.User,
        OnPremisesObjectKind.Device => RuleSubject.Device,
        OnPremisesObjectKind.Group => RuleSubject.Group,
        _ => null,
    };

    /// <param name="item">The object.</param>
    /// <param name="subject">What it is.</param>
    /// <param name="identityOf">The identity behind a distinguished name, for the manager.</param>
    /// <param name="wanted">What rules read.</param>
    /// <param name="values">Where it goes.</param>
    public static void Read(
        OnPremisesObject item, RuleSubject subject, Func<string, Guid?> identityOf, IReadOnlySet<RuleProperty> wanted, Dictionary<RuleProperty, PropertyValue> values)
    {
        var catalog = PropertyCatalog.Of(subject);
        void Put(string key, PropertyValue? value)
        {
            if (value is not null && catalog.TryFind(key, out var property) && wanted.Contains(property)) values[property] = value;
        }

        void PutText(string key, string? text) => Put(key, PropertyValue.Of(text));

        foreach (var (attribute, texts) in item.Attributes)
        {
            var key = Names.GetValueOrDefault(attribute)
                ?? (attribute.StartsWith("extensionAttribute", StringComparison.OrdinalIgnoreCase) ? "extensionAttribute" + attribute["extensionAttribute".Length..] : null);
            if (key is null || texts.Count == 0 || !catalog.TryFind(key, out var property) || !wanted.Contains(property)) continue;
            if ((property.Type == PropertyType.Texts ? PropertyValue.Of(texts) : PropertyValue.Of(texts[0])) is { } value) values[property] = value;
        }

        PutText(subject == RuleSubject.Device ? "deviceId" : "objectId", item.Id.ToString("D"));
        PutText("displayName", item.First("displayName") ?? item.First("cn"));
        PutText("onPremisesSecurityIdentifier", item.SecurityIdentifier);
        PutText("onPremisesDistinguishedName", item.DistinguishedName);
        PutText("distinguishedName", item.DistinguishedName);
        if (item.First("userAccountControl") is { } control && int.TryParse(control, CultureInfo.InvariantCulture, out var flags))
        {
            PutText("accountEnabled", (flags & Disabled) == 0 ? "true" : "false");
        }

        if (item.First("manager") is { } manager && identityOf(manager) is { } id) PutText("manager", id.ToString("D"));
        if (item.Group is { } group)
        {
            PutText("securityEnabled", group.Kind.IsSecurity ? "true" : "false");
            PutText("mailEnabled", SyncExclusions.IsMailEnabled(item) ? "true" : "false");
        }
    }
}
