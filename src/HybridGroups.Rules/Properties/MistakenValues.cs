namespace HybridGroups.Rules.Properties;

/// <summary>Values that portals and other filter languages show, but that the directory never stores.</summary>
internal static class MistakenValues
{
    private static readonly (string Property, string Shown, string Stored)[] Known =
    [
        ("device.deviceOwnership", "Corporate", "Company"),
        ("device.deviceTrustType", "Azure AD joined", "AzureAD"),
        ("device.deviceTrustType", "Microsoft Entra joined", "AzureAD"),
        ("device.deviceTrustType", "Hybrid Azure AD joined", "ServerAD"),
        ("device.deviceTrustType", "Microsoft Entra hybrid joined", "ServerAD"),
        ("device.deviceTrustType", "Azure AD registered", "Workplace"),
        ("device.deviceTrustType", "Microsoft Entra registered", "Workplace"),
    ];

    public static string? Stored(RuleProperty property, string value)
    {
        foreach (var (name, shown, stored) in Known)
        {
            if (name == property.Name && shown.Equals(value, StringComparison.OrdinalIgnoreCase))
            {
                return stored;
            }
        }

        return null;
    }
}
