using static HybridGroups.GraphSimulator.Schema.Property;

namespace HybridGroups.GraphSimulator.Schema;

internal static class DeviceProperties
{
    public static readonly PropertyDefinition[] All =
    [
        Text("id", byDefault: true, writable: false),
        Time("deletedDateTime", byDefault: true),
        Flag("accountEnabled", byDefault: true),
        Time("approximateLastSignInDateTime", byDefault: true),
        Text("deviceCategory", byDefault: true),
        Text("deviceId", byDefault: true),
        Text("deviceOwnership", byDefault: true),
        Number("deviceVersion", byDefault: true),
        Text("displayName", byDefault: true),
        Text("enrollmentProfileName", byDefault: true),
        Text("enrollmentType", byDefault: true),
        Flag("isCompliant", byDefault: true),
        Flag("isManaged", byDefault: true),
        Flag("isRooted", byDefault: true),
        Text("managementType", byDefault: true),
        Text("manufacturer", byDefault: true),
        Text("model", byDefault: true),
        Text("mdmAppId", byDefault: true),
        Text("onPremisesSecurityIdentifier", byDefault: true, writable: false),
        Flag("onPremisesSyncEnabled", byDefault: true, writable: false),
        Time("onPremisesLastSyncDateTime", byDefault: true),
        Text("operatingSystem", byDefault: true),
        Text("operatingSystemVersion", byDefault: true),
        List("physicalIds", byDefault: true),
        Text("profileType", byDefault: true),
        List("systemLabels", byDefault: true),
        Text("trustType", byDefault: true),
        Time("registrationDateTime", byDefault: true),
        Json("extensionAttributes", writable: true),
    ];
}
