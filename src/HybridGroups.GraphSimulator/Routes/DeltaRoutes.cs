using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Schema;

namespace HybridGroups.GraphSimulator.Routes;

internal static class DeltaRoutes
{
    public static readonly Route[] All =
    [
        .. For("users", ObjectKind.User),
        .. For("groups", ObjectKind.Group),
        .. For("devices", ObjectKind.Device),
        .. For("servicePrincipals", ObjectKind.ServicePrincipal),
        .. For("contacts", ObjectKind.OrgContact),
        .. For("applications", ObjectKind.Application),
    ];

    private static Route[] For(string segment, ObjectKind kind) =>
    [
        new("GET", segment + "/delta", Permissions.ToRead(kind), context => Page(context, kind)),
        new("GET", segment + "/microsoft.graph.delta", Permissions.ToRead(kind), context => Page(context, kind)),
    ];

    private static GraphResponse Page(RouteContext context, ObjectKind kind) =>
        context.Core.Delta.Page(context.Request, context.Schema[kind]);
}
