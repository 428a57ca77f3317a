using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Query;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Routes;

internal static class UserRoutes
{
    public static readonly Route[] All =
    [
        new("POST", "users", Permissions.WriteUsers, Create),
        new("PATCH", "users/*", Permissions.WriteUsers, Patch),
        new("DELETE", "users/*", Permissions.WriteUsers, Delete),
        new("POST", "users/*/assignLicense", Permissions.WriteLicences, LicenceRoutes.AssignToUser),
    ];

    private static GraphResponse Create(RouteContext context)
    {
        var kind = context.Schema[ObjectKind.User];
        var body = WriteBody.Parse(context, kind);
        foreach (var required in new[] { "displayName", "userPrincipalName", "mailNickname", "accountEnabled" })
        {
            if (body.Values.GetValueOrDefault(kind[required].Index) is null)
                throw GraphFailure.BadRequest($"A value is required for property '{required}' of resource 'User'.");
        }

        RefuseTakenName(context, null, body);
        body.Values[kind["createdDateTime"].Index] = context.Core.Clock.GetUtcNow();
        body.Values.TryAdd(kind["userType"].Index, "Member");
        var user = context.Store.Create(context.Core.Tenant.NewId(), ObjectKind.User, body.Values);
        var selection = Selection.Default(kind, context.Request.Version);
        return GraphResponse.Object(201, writer =>
        {
            writer.WriteString("@odata.context", $"{context.Request.Base}/$metadata#users/$entity");
            selection.Write(writer, context.Schema, user, user.State);
        }, committed: true);
    }

    private static GraphResponse Patch(RouteContext context)
    {
        var body = WriteBody.Parse(context, context.Schema[ObjectKind.User]);
        var user = context.FindToWrite(ObjectKind.User, context.Values[0]);
        if (ObjectReader.Flag(context.Schema, user, "onPremisesSyncEnabled") == true)
            throw GraphFailure.OnPremisesMastered();
        RefuseTakenName(context, user, body);
        context.Store.Update(user, body.Values);
        return GraphResponse.NoContent();
    }

    private static GraphResponse Delete(RouteContext context)
    {
        context.Store.SoftDelete(context.FindToWrite(ObjectKind.User, context.Values[0]));
        return GraphResponse.NoContent();
    }

    private static void RefuseTakenName(RouteContext context, DirectoryObject? user, WriteBody body)
    {
        var index = context.Schema[ObjectKind.User]["userPrincipalName"].Index;
        if (body.Values.GetValueOrDefault(index) is string name && context.Store.Objects.Any(other => other != user
            && other.Kind == ObjectKind.User && other.State.IsLive
            && string.Equals(other.State.Properties.Get(index) as string, name, StringComparison.OrdinalIgnoreCase)))
        {
            throw GraphFailure.Conflict("userPrincipalName");
        }
    }
}
