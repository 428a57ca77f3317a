using static HybridGroups.GraphSimulator.Schema.Property;

namespace HybridGroups.GraphSimulator.Schema;

internal static class ServicePrincipalProperties
{
    public static readonly PropertyDefinition[] All =
    [
        Text("id", byDefault: true, writable: false),
        Time("deletedDateTime", byDefault: true),
        Flag("accountEnabled", byDefault: true),
        List("alternativeNames", byDefault: true),
        Text("appDisplayName", byDefault: true),
        Text("appId", byDefault: true),
        Text("appOwnerOrganizationId", byDefault: true),
        Flag("appRoleAssignmentRequired", byDefault: true),
        Text("displayName", byDefault: true),
        List("servicePrincipalNames", byDefault: true),
        Text("servicePrincipalType", byDefault: true),
        List("tags", byDefault: true),
    ];
}
