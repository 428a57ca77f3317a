using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Query;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Routes;

/// <summary>Members and owners of groups, and the groups of an object.</summary>
internal static class RelationRoutes
{
    public static readonly Route[] All =
    [
        new("GET", "groups/*/members", Permissions.ReadGroups, context => List(context, Relation.Members)),
        new("GET", "groups/*/owners", Permissions.ReadGroups, context => List(context, Relation.Owners)),
        new("GET", "groups/*/members/*", Permissions.ReadGroups, Cast),
        new("GET", "groups/*/transitiveMembers", Permissions.ReadGroups, Transitive),
        new("GET", "users/*/memberOf", Permissions.ReadGroups, context => MemberOf(context, ObjectKind.User)),
        new("GET", "groups/*/memberOf", Permissions.ReadGroups, context => MemberOf(context, ObjectKind.Group)),
        new("POST", "groups/*/members/$ref", Permissions.WriteMembers, context => Add(context, Relation.Members)),
        new("POST", "groups/*/owners/$ref", Permissions.WriteGroups, context => Add(context, Relation.Owners)),
        new("DELETE", "groups/*/members/*/$ref", Permissions.WriteMembers, context => Remove(context, Relation.Members)),
        new("DELETE", "groups/*/owners/*/$ref", Permissions.WriteGroups, context => Remove(context, Relation.Owners)),
        // Without /$ref the path addresses the object itself, and Graph does what it is told.
        new("DELETE", "groups/*/members/*", Permissions.WriteUsers, DeleteTheObject),
    ];

    private static GraphResponse List(RouteContext context, Relation relation)
    {
        var group = context.Find(ObjectKind.Group, context.Values[0]);
        var found = context.View.LiveRelated(group, relation);
        // v1.0 lists members without service principals.
        if (relation == Relation.Members && context.Request.Version == GraphVersion.V1)
            found = found.Where(member => member.Kind != ObjectKind.ServicePrincipal);
        return ObjectPage.Write(context, null, "directoryObjects", found, polymorphic: true);
    }

    private static GraphResponse Cast(RouteContext context)
    {
        const string Prefix = "microsoft.graph.";
        var cast = context.Values[1];
        if (!cast.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || context.Schema.ByTypeName(cast[Prefix.Length..]) is not { } kind)
            throw GraphFailure.UnknownSegment(cast);
        if (kind.Kind != ObjectKind.ServicePrincipal && (!context.Request.IsEventual || context.Request.Query["count"] is not "true"))
            throw GraphFailure.Unsupported("Unsupported Query.");
        var group = context.Find(ObjectKind.Group, context.Values[0]);
        var found = context.View.LiveRelated(group, Relation.Members).Where(member => member.Kind == kind.Kind);
        var filter = Filter.Parse(context.Schema, kind, context.Request.Query["filter"], advanced: true);
        var view = context.View;
        if (filter is not null)
            found = found.Where(member => filter.Matches(member, view.StateOf(member)!));
        return ObjectPage.Write(context, kind, kind.Segment, found, polymorphic: false);
    }

    private static GraphResponse Transitive(RouteContext context)
    {
        var group = context.Find(ObjectKind.Group, context.Values[0]);
        var reached = new SortedDictionary<int, DirectoryObject>();
        var waiting = new Stack<DirectoryObject>([group]);
        while (waiting.TryPop(out var next))
        {
            foreach (var member in context.View.LiveRelated(next, Relation.Members))
            {
                if (reached.TryAdd(member.Ordinal, member) && member.Kind == ObjectKind.Group)
                    waiting.Push(member);
            }
        }

        return ObjectPage.Write(context, null, "directoryObjects", reached.Values, polymorphic: true);
    }

    private static GraphResponse MemberOf(RouteContext context, ObjectKind kind)
    {
        var target = context.Find(kind, context.Values[0]);
        var view = context.View;
        var found = view.LiveOf(ObjectKind.Group).Where(group => view.IsRelated(group, Relation.Members, target));
        return ObjectPage.Write(context, null, "directoryObjects", found, polymorphic: true);
    }

    private static GraphResponse Add(RouteContext context, Relation relation)
    {
        var root = WriteBody.Root(context.Request);
        if (!root.TryGetProperty("@odata.id", out var link) || link.GetString() is not { } text)
            throw GraphFailure.BadRequest("The required property '@odata.id' is missing.");
        var id = WriteBody.ReferenceId(context, text);
        var group = WritableGroup(context);
        var unified = GroupRules.Is(context.Schema, group, "Unified");
        var roleAssignable = ObjectReader.Flag(context.Schema, group, "isAssignableToRole") == true;
        foreach (var target in GroupRules.CheckAdditions(context, group, relation, [id], unified, roleAssignable))
            context.Store.Relate(group, relation, target);
        return GraphResponse.NoContent();
    }

    private static GraphResponse Remove(RouteContext context, Relation relation)
    {
        var group = WritableGroup(context);
        var id = context.Values[1];
        var target = Guid.TryParse(id, out var guid) ? context.Store.Find(guid) : null;
        if (target is null)
            throw GraphFailure.NotFound(id);
        var list = relation == Relation.Members ? group.Members : group.Owners;
        if (list is null || !list.Contains(target.Ordinal))
        {
            // Seen right after the same removal was made elsewhere.
            throw context.Core.Faults.Strikes(0.3, "not-a-member", context.Core.Faults.NextDraw())
                && context.Core.Faults.Settings.ReplicaLag > TimeSpan.Zero
                ? GraphFailure.BadRequest("One or more removed object references do not exist for the following modified properties: 'members'.")
                : GraphFailure.NotFound(id);
        }

        if (relation == Relation.Owners && list.Count == 1)
            throw GraphFailure.BadRequest("The group must have at least one owner, hence this owner cannot be removed.");
        context.Store.Unrelate(group, relation, target);
        return GraphResponse.NoContent();
    }

    private static DirectoryObject WritableGroup(RouteContext context)
    {
        var group = context.FindToWrite(ObjectKind.Group, context.Values[0]);
        GroupRules.RefuseIfMastered(context, group);
        GroupRules.RefuseIfMailEnabled(context, group);
        if (GroupRules.Is(context.Schema, group, "DynamicMembership"))
            throw GraphFailure.Denied();
        if (ObjectReader.Flag(context.Schema, group, "isAssignableToRole") == true
            && !context.Request.Caller.HasAny("RoleManagement.ReadWrite.Directory"))
        {
            throw GraphFailure.Denied();
        }

        return group;
    }

    private static GraphResponse DeleteTheObject(RouteContext context)
    {
        var target = Guid.TryParse(context.Values[1], out var id) ? context.View.FindLive(id) : null;
        if (target is null)
            throw GraphFailure.NotFound(context.Values[1]);
        context.Store.SoftDelete(target);
        return GraphResponse.NoContent();
    }
}
