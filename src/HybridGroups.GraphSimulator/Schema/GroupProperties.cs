using static HybridGroups.GraphSimulator.Schema.Property;

namespace HybridGroups.GraphSimulator.Schema;

internal static class GroupProperties
{
    /// <summary>True once source of authority has been moved to the cloud.</summary>
    public const string IsCloudManaged = "_isCloudManaged";

    /// <summary>True while the on-premises side would sync the group: what a simulated sync run restores.</summary>
    public const string KnownOnPremises = "_knownOnPremises";

    public static readonly PropertyDefinition[] All =
    [
        Text("id", byDefault: true, writable: false),
        Time("deletedDateTime", byDefault: true),
        Text("classification", byDefault: true, filtering: Filtering.None),
        Time("createdDateTime", byDefault: true),
        Text("organizationId", byDefault: true, writable: false, filtering: Filtering.None),
        Text("description", byDefault: true, filtering: Filtering.Advanced),
        Text("displayName", byDefault: true),
        Time("expirationDateTime", byDefault: true),
        List("groupTypes", byDefault: true, writable: true),
        List("infoCatalogs", byDefault: true, filtering: Filtering.None),
        Flag("isAssignableToRole", byDefault: true),
        Flag("isManagementRestricted", byDefault: true, writable: false, filtering: Filtering.None),
        Text("mail", byDefault: true, writable: false),
        Flag("mailEnabled", byDefault: true),
        Text("mailNickname", byDefault: true),
        Text("membershipRule", byDefault: true, filtering: Filtering.None),
        Text("membershipRuleProcessingState", byDefault: true),
        Text("onPremisesDomainName", byDefault: true, writable: false, filtering: Filtering.None),
        Time("onPremisesLastSyncDateTime", byDefault: true),
        Text("onPremisesNetBiosName", byDefault: true, writable: false, filtering: Filtering.None),
        Text("onPremisesSamAccountName", byDefault: true, writable: false),
        Text("onPremisesSecurityIdentifier", byDefault: true, writable: false),
        Flag("onPremisesSyncEnabled", byDefault: true, writable: false),
        Text("preferredDataLocation", byDefault: true),
        Text("preferredLanguage", byDefault: true),
        List("proxyAddresses", byDefault: true),
        Time("renewedDateTime", byDefault: true),
        List("resourceBehaviorOptions", byDefault: true, writable: true, filtering: Filtering.None),
        List("resourceProvisioningOptions", byDefault: true, writable: true),
        Flag("securityEnabled", byDefault: true),
        Text("securityIdentifier", byDefault: true, writable: false),
        Text("theme", byDefault: true, filtering: Filtering.None),
        Text("uniqueName", byDefault: true),
        Text("visibility", byDefault: true, filtering: Filtering.None),
        Json("onPremisesProvisioningErrors", byDefault: true),
        Json("assignedLabels", writable: true),
        Json("assignedLicenses", filtering: Filtering.Plain),
        Json("licenseProcessingState"),
        Flag("hasMembersWithLicenseErrors", writable: false, filtering: Filtering.Advanced),
        Flag("isArchived", writable: false, filtering: Filtering.None),
        Json("serviceProvisioningErrors"),
        Json("onPremisesExtensionAttributes"),
        Beta(Json("membershipRuleProcessingStatus")),
        Beta(Json("writebackConfiguration", writable: true)),
        Elsewhere("allowExternalSenders"),
        Elsewhere("autoSubscribeNewMembers"),
        Elsewhere("hideFromAddressLists"),
        Elsewhere("hideFromOutlookClients"),
        Elsewhere("isSubscribedByMail"),
        Elsewhere("unseenCount"),
        Hidden(IsCloudManaged, ValueKind.Flag),
        Hidden(KnownOnPremises, ValueKind.Flag),
    ];
}
