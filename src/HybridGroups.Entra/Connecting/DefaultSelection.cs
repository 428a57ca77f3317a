using HybridGroups.Sync.Cloud.Changes;

namespace HybridGroups.Entra.Connecting;

/// <summary>What synchronisation, matching and rules commonly need.</summary>
public static class DefaultSelection
{
    public static IReadOnlyDictionary<CloudObjectKind, IReadOnlyList<string>> ByKind { get; } =
        new Dictionary<CloudObjectKind, IReadOnlyList<string>>
        {
            [CloudObjectKind.User] =
            [
                "accountEnabled", "assignedPlans", "city", "companyName", "country", "createdDateTime", "department", "displayName", "employeeHireDate",
                "employeeId", "employeeOrgData", "faxNumber", "givenName", "jobTitle", "mail", "mailNickname", "mobilePhone", "officeLocation",
                "onPremisesDistinguishedName", "onPremisesExtensionAttributes", "onPremisesImmutableId", "onPremisesSamAccountName",
                "onPremisesSecurityIdentifier", "onPremisesSyncEnabled", "otherMails", "passwordPolicies", "postalCode", "preferredLanguage",
                "proxyAddresses", "state", "streetAddress", "surname", "usageLocation", "userPrincipalName", "userType",
            ],
            [CloudObjectKind.Group] =
            [
                "assignedLicenses", "classification", "createdDateTime", "description", "displayName", "groupTypes", "isAssignableToRole", "mail",
                "mailEnabled", "mailNickname", "membershipRule", "membershipRuleProcessingState", "onPremisesSamAccountName",
                "onPremisesSecurityIdentifier", "onPremisesSyncEnabled", "proxyAddresses", "securityEnabled", "uniqueName", "visibility",
            ],
            [CloudObjectKind.Device] =
            [
                "accountEnabled", "deviceCategory", "deviceId", "deviceOwnership", "displayName", "enrollmentProfileName", "extensionAttributes",
                "isCompliant", "isManaged", "isRooted", "managementType", "manufacturer", "mdmAppId", "model", "onPremisesSecurityIdentifier",
                "onPremisesSyncEnabled", "operatingSystem", "operatingSystemVersion", "physicalIds", "profileType", "systemLabels", "trustType",
            ],
        };
}
