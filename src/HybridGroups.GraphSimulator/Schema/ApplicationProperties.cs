using static HybridGroups.GraphSimulator.Schema.Property;

namespace HybridGroups.GraphSimulator.Schema;

internal static class ApplicationProperties
{
    public static readonly PropertyDefinition[] All =
    [
        Text("id", byDefault: true, writable: false),
        Time("deletedDateTime", byDefault: true),
        Text("appId", byDefault: true, writable: false),
        Text("displayName", byDefault: true),
        List("identifierUris", byDefault: true),
        Text("publisherDomain", byDefault: true, writable: false),
        Text("signInAudience", byDefault: true),
        Time("createdDateTime", byDefault: true),
    ];
}
