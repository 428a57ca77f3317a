using HybridGroups.GraphSimulator.Protocol;

namespace HybridGroups.GraphSimulator.Routes;

internal sealed class Router
{
    private readonly Route[] routes =
    [
        .. DeltaRoutes.All,
        .. CollectionRoutes.All,
        .. GroupRoutes.All,
        .. RelationRoutes.All,
        .. UserRoutes.All,
        .. DeletedItemRoutes.All,
        .. LicenceRoutes.All,
        .. SyncBehaviorRoutes.All,
        .. DirectoryObjectRoutes.All,
        .. ExtensionRoutes.All,
        .. TenantRoutes.All,
        .. SubscriptionRoutes.All,
    ];

    public (Route Route, string[] Values) Find(GraphRequest request)
    {
        var pathExists = false;
        foreach (var route in routes)
        {
            if (route.BetaOnly && request.Version == GraphVersion.V1)
                continue;
            if (route.Match(request.Segments) is not { } values)
                continue;
            if (route.Method == request.Method)
                return (route, values);
            pathExists = true;
        }

        throw pathExists
            ? new GraphFailure(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
            : GraphFailure.UnknownSegment(request.Segments.Length == 0 ? "" : request.Segments[^1]);
    }
}
