using static HybridGroups.GraphSimulator.Schema.Property;

namespace HybridGroups.GraphSimulator.Schema;

internal static class OrgContactProperties
{
    public static readonly PropertyDefinition[] All =
    [
        Text("id", byDefault: true, writable: false),
        Time("deletedDateTime", byDefault: true),
        Text("companyName", byDefault: true, writable: false),
        Text("department", byDefault: true, writable: false),
        Text("displayName", byDefault: true, writable: false),
        Text("givenName", byDefault: true, writable: false),
        Text("jobTitle", byDefault: true, writable: false),
        Text("mail", byDefault: true, writable: false),
        Text("mailNickname", byDefault: true, writable: false),
        Text("surname", byDefault: true, writable: false),
        List("proxyAddresses", byDefault: true),
        Flag("onPremisesSyncEnabled", byDefault: true, writable: false),
        Time("onPremisesLastSyncDateTime", byDefault: true),
        Json("onPremisesProvisioningErrors", byDefault: true),
    ];
}
