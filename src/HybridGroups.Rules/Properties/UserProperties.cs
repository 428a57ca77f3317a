namespace HybridGroups.Rules.Properties;

internal static class UserProperties
{
    private static readonly string[] SameInGraph =
        ["city", "country", "companyName", "department", "givenName", "jobTitle", "mail", "postalCode", "state", "streetAddress", "surname",
        "employeeId", "onPremisesDistinguishedName", "onPremisesSecurityIdentifier", "passwordPolicies", "preferredLanguage", "usageLocation", "userType"];

    public static IEnumerable<RuleProperty> All()
    {
        var user = new PropertyBuilder(RuleSubject.User);
        return
        [
            user.Boolean("accountEnabled", alwaysPresent: true),
            user.Boolean("dirSyncEnabled", "onPremisesSyncEnabled", threeStates: true),
            user.Date("employeeHireDate"),
            .. SameInGraph.Select(key => user.Text(key)),
            user.Text("displayName", alwaysPresent: true),
            user.Text("userPrincipalName", alwaysPresent: true),
            user.Id("objectId", "id", alwaysPresent: true),
            user.Text("facsimileTelephoneNumber", "faxNumber"),
            user.Text("mobile", "mobilePhone"),
            user.Text("physicalDeliveryOfficeName", "officeLocation"),
            user.Text("telephoneNumber", "businessPhones"),
            user.Text("sipProxyAddress", "imAddresses"),
            user.Text("mailNickName", "mailNickname"),
            .. Enumerable.Range(1, 15).Select(n => user.Text($"extensionAttribute{n}", $"onPremisesExtensionAttributes.extensionAttribute{n}")),
            user.Texts("otherMails"),
            user.Texts("proxyAddresses"),
            user.Groups("memberOf"),
            user.Records("assignedPlans", "assignedPlan", ["capabilityStatus", "service", "servicePlanId"]),

            user.Text("employeeType", extended: true),
            user.Id("manager", extended: true),
            user.Records("assignedLicenses", "assignedLicense", ["skuId"], extended: true),
            user.Groups("transitiveMemberOf", extended: true),
        ];
    }
}
