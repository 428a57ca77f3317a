namespace HybridGroups.Rules.Properties;

/// <summary>For rules that choose which groups are synchronised. All of it is an addition to what Entra has.</summary>
internal static class GroupProperties
{
    private static readonly string[] SameInGraph =
        ["description", "mail", "classification", "visibility", "onPremisesDomainName", "onPremisesNetBiosName", "onPremisesSamAccountName",
        "onPremisesSecurityIdentifier", "distinguishedName", "preferredDataLocation", "membershipRule"];

    public static IEnumerable<RuleProperty> All()
    {
        var group = new PropertyBuilder(RuleSubject.Group);
        return
        [
            group.Id("objectId", "id", alwaysPresent: true),
            group.Text("displayName", alwaysPresent: true),
            group.Text("mailNickName", "mailNickname"),
            .. SameInGraph.Select(key => group.Text(key)),
            group.Boolean("securityEnabled"),
            group.Boolean("mailEnabled"),
            group.Boolean("isAssignableToRole"),
            group.Boolean("dirSyncEnabled", "onPremisesSyncEnabled", threeStates: true),
            group.Boolean("writebackEnabled", "writebackConfiguration.isEnabled", threeStates: true),
            group.Date("createdDateTime"),
            group.Date("expirationDateTime"),
            group.Texts("groupTypes"),
            group.Texts("proxyAddresses"),
            group.Texts("resourceProvisioningOptions"),
            .. Enumerable.Range(1, 15).Select(n => group.Text($"extensionAttribute{n}")),
            group.Groups("memberOf"),
            group.Groups("transitiveMemberOf"),
        ];
    }
}
