namespace HybridGroups.Rules.Properties;

internal static class DeviceProperties
{
    public static IEnumerable<RuleProperty> All()
    {
        var device = new PropertyBuilder(RuleSubject.Device);
        return
        [
            device.Boolean("accountEnabled", alwaysPresent: true),
            device.Text("deviceCategory"),
            device.Id("deviceId", alwaysPresent: true),
            device.Text("deviceManagementAppId", "mdmAppId"),
            device.Text("deviceManufacturer", "manufacturer"),
            device.Text("deviceModel", "model"),
            device.Text("displayName", alwaysPresent: true),
            device.Text("deviceOSType", "operatingSystem"),
            device.Text("deviceOSVersion", "operatingSystemVersion"),
            device.Text("deviceOwnership"),
            device.Texts("devicePhysicalIds", "physicalIds"),
            device.Text("deviceTrustType", "trustType"),
            device.Text("enrollmentProfileName"),
            .. Enumerable.Range(1, 15).Select(n => device.Text($"extensionAttribute{n}", $"extensionAttributes.extensionAttribute{n}")),
            device.Boolean("isRooted"),
            device.Text("managementType"),
            device.Groups("memberOf"),
            device.Id("objectId", "id", alwaysPresent: true),
            device.Text("profileType"),
            device.Texts("systemLabels"),

            device.Groups("transitiveMemberOf", extended: true),
        ];
    }
}
