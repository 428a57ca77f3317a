using System.Collections.Frozen;

namespace HybridGroups.Rules.Properties;

/// <summary>Names that people bring along from elsewhere, with the name that is meant here; null where there is none.</summary>
internal static class MistakenNames
{
    /// <summary>Conditional Access device filters and Intune assignment filters look like device rules.</summary>
    public static readonly FrozenDictionary<string, string?> OfDeviceFilters = Names(
        ("osVersion", "deviceOSVersion"), ("operatingSystemVersion", "deviceOSVersion"), ("operatingSystem", "deviceOSType"),
        ("manufacturer", "deviceManufacturer"), ("model", "deviceModel"), ("trustType", "deviceTrustType"),
        ("mdmAppId", "deviceManagementAppId"), ("physicalIds", "devicePhysicalIds"), ("deviceName", "displayName"),
        ("category", "deviceCategory"), ("ownership", "deviceOwnership"), ("isCompliant", null), ("operatingSystemSKU", null),
        ("cpuArchitecture", null));

    /// <summary>Names of Graph, of Active Directory and of habit, for users.</summary>
    public static readonly FrozenDictionary<string, string?> OfUsers = Names(
        ("title", "jobTitle"), ("firstName", "givenName"), ("lastName", "surname"), ("sn", "surname"), ("l", "city"), ("st", "state"),
        ("co", "country"), ("c", "country"), ("company", "companyName"), ("email", "mail"), ("emailAddress", "mail"), ("upn", "userPrincipalName"),
        ("office", "physicalDeliveryOfficeName"), ("phone", "telephoneNumber"), ("fax", "facsimileTelephoneNumber"), ("zip", "postalCode"),
        ("zipCode", "postalCode"), ("enabled", "accountEnabled"), ("hireDate", "employeeHireDate"), ("distinguishedName", "onPremisesDistinguishedName"),
        ("dn", "onPremisesDistinguishedName"), ("organizationalUnit", "onPremisesDistinguishedName"), ("ou", "onPremisesDistinguishedName"),
        ("objectSid", "onPremisesSecurityIdentifier"), ("licenses", "assignedPlans"), ("plans", "assignedPlans"), ("groups", "memberOf"),
        ("extensionAttribute", "extensionAttribute1"), ("onPremisesExtensionAttributes", "extensionAttribute1"));

    /// <summary>Real properties that rules cannot look at, and why.</summary>
    public static readonly FrozenDictionary<string, string?> Unsupported = Names(
        ("customSecurityAttributes", "Custom security attributes cannot be used in membership rules."),
        ("employeeOrgData", "The cost centre and division cannot be used; copy them into an extension attribute."),
        ("onPremisesSamAccountName", "The SAM account name cannot be used; copy it into an extension attribute."),
        ("onPremisesDomainName", "The domain name cannot be used; compare user.userPrincipalName with -endsWith."),
        ("primaryUser", "The primary user of a device cannot be used: a device rule cannot look at its owner."),
        ("owner", "The owner of a device cannot be used."),
        ("registeredOwner", "The owner of a device cannot be used."),
        ("isManaged", "isManaged was taken away; device.deviceManagementAppId -ne null comes near."),
        ("isDirSynced", "isDirSynced was taken away; device.deviceTrustType -eq \"ServerAD\" comes near."),
        ("organizationalUnit", "organizationalUnit was taken away: it never chose a device."),
        ("domainName", "domainName was taken away."));

    private static FrozenDictionary<string, string?> Names(params (string Name, string? Meant)[] names) =>
        names.ToFrozenDictionary(n => n.Name, n => n.Meant, StringComparer.OrdinalIgnoreCase);
}
