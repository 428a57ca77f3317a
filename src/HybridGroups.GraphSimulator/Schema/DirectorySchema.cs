namespace HybridGroups.GraphSimulator.Schema;

/// <summary>All object types of a tenant, as Graph v1.0 and beta describe them.</summary>
internal sealed class DirectorySchema
{
    private readonly KindSchema[] kinds =
    [
        new(ObjectKind.User, "user", "users", UserProperties.All),
        new(ObjectKind.Group, "group", "groups", GroupProperties.All),
        new(ObjectKind.Device, "device", "devices", DeviceProperties.All),
        new(ObjectKind.ServicePrincipal, "servicePrincipal", "servicePrincipals", ServicePrincipalProperties.All),
        new(ObjectKind.OrgContact, "orgContact", "contacts", OrgContactProperties.All),
        new(ObjectKind.Application, "application", "applications", ApplicationProperties.All),
    ];

    public KindSchema this[ObjectKind kind] => kinds[(int)kind];

    public KindSchema? BySegment(string segment) =>
        Array.Find(kinds, kind => kind.Segment.Equals(segment, StringComparison.OrdinalIgnoreCase));

    public KindSchema? ByTypeName(string typeName) =>
        Array.Find(kinds, kind => kind.TypeName.Equals(typeName, StringComparison.OrdinalIgnoreCase));
}
