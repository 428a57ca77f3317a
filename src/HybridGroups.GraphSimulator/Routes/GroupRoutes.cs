using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Query;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Routes;

/// <summary>Creating, changing and deleting groups.</summary>
internal static class GroupRoutes
{
    public static readonly Route[] All =
    [
        new("POST", "groups", Permissions.CreateGroups, Create),
        new("PATCH", "groups/*", [.. Permissions.WriteGroups, "GroupMember.ReadWrite.All"], Patch),
        new("DELETE", "groups/*", Permissions.WriteGroups, Delete),
        new("POST", "groups/*/validateProperties", Permissions.ReadGroups, Validate),
        new("POST", "groups/*/evaluateDynamicMembership", [], _ => throw GraphFailure.Denied()) { BetaOnly = true },
    ];

    private static GraphResponse Create(RouteContext context)
    {
        var body = WriteBody.Parse(context, context.Schema[ObjectKind.Group]);
        return Created(context, body);
    }

    private static GraphResponse Created(RouteContext context, WriteBody body)
    {
        var kind = context.Schema[ObjectKind.Group];
        GroupRules.CheckNew(context, body.Values);
        GroupRules.CheckValues(context, null, body.Values);
        var types = body.Values.GetValueOrDefault(kind["groupTypes"].Index) as string[] ?? [];
        var unified = types.Contains("Unified", StringComparer.OrdinalIgnoreCase);
        if (body.Members.Count > 0 && types.Contains("DynamicMembership", StringComparer.OrdinalIgnoreCase))
            throw GraphFailure.Denied();
        var members = GroupRules.CheckAdditions(context, null, Relation.Members, body.Members, unified);
        var owners = GroupRules.CheckAdditions(context, null, Relation.Owners, body.Owners, unified);

        var now = context.Core.Clock.GetUtcNow();
        body.Values[kind["createdDateTime"].Index] = now;
        body.Values[kind["renewedDateTime"].Index] = now;
        body.Values[kind["organizationId"].Index] = context.Core.Tenant.Id.ToString("D");
        body.Values.TryAdd(kind["groupTypes"].Index, Array.Empty<string>());
        if (unified)
        {
            var address = $"{body.Values[kind["mailNickname"].Index]}@{context.Core.Tenant.DefaultDomain}";
            body.Values[kind["mail"].Index] = address;
            body.Values[kind["proxyAddresses"].Index] = new[] { "SMTP:" + address };
            body.Values.TryAdd(kind["visibility"].Index, "Public");
        }

        var group = context.Store.Create(context.Core.Tenant.NewId(), ObjectKind.Group, body.Values);
        foreach (var member in members)
            context.Store.Relate(group, Relation.Members, member);
        foreach (var owner in owners)
            context.Store.Relate(group, Relation.Owners, owner);
        context.Core.Dynamic.Touch(group);
        return Show(context, group, 201);
    }

    private static GraphResponse Patch(RouteContext context)
    {
        var kind = context.Schema[ObjectKind.Group];
        var key = context.Values[0];
        var body = WriteBody.Parse(context, kind);
        if (key.StartsWith("(uniqueName=", StringComparison.OrdinalIgnoreCase))
            return Upsert(context, key[(key.IndexOf('=', StringComparison.Ordinal) + 1)..^1], body);

        var group = context.FindToWrite(ObjectKind.Group, key);
        return Apply(context, group, body);
    }

    // Keys are looked up on the primary, or two racing upserts would make two groups.
    private static GraphResponse Upsert(RouteContext context, string uniqueName, WriteBody body)
    {
        var kind = context.Schema[ObjectKind.Group];
        var existing = GroupRules.FindByUniqueName(context, uniqueName);
        if (existing is { State.IsLive: true })
            return Apply(context, existing, body);
        if (!context.Request.Prefers("create-if-missing"))
            throw GraphFailure.NotFound(uniqueName);
        if (existing is not null)
            throw GraphFailure.Conflict("uniqueName");
        body.Values[kind["uniqueName"].Index] = uniqueName;
        return Created(context, body);
    }

    private static GraphResponse Apply(RouteContext context, DirectoryObject group, WriteBody body)
    {
        if (body.Values.Count > 0 && !context.Request.Caller.HasAny(Permissions.WriteGroups))
            throw GraphFailure.Denied();
        GroupRules.RefuseIfMastered(context, group);
        GroupRules.RefuseIfMailEnabled(context, group);
        GroupRules.CheckValues(context, group, body.Values);
        var isDynamic = GroupRules.Is(context.Schema, group, "DynamicMembership");
        if (isDynamic && body.Members.Count > 0)
            throw GraphFailure.Denied();
        var unified = GroupRules.Is(context.Schema, group, "Unified");
        var roleAssignable = ObjectReader.Flag(context.Schema, group, "isAssignableToRole") == true;
        var members = GroupRules.CheckAdditions(context, group, Relation.Members, body.Members, unified, roleAssignable);
        var owners = GroupRules.CheckAdditions(context, group, Relation.Owners, body.Owners, unified);

        var rule = ObjectReader.Text(context.Schema, group, "membershipRule");
        context.Store.Update(group, body.Values);
        foreach (var member in members)
            context.Store.Relate(group, Relation.Members, member);
        foreach (var owner in owners)
            context.Store.Relate(group, Relation.Owners, owner);

        var isDynamicNow = GroupRules.Is(context.Schema, group, "DynamicMembership");
        // Becoming dynamic, or another rule, empties the group before the rule fills it.
        if (isDynamicNow && (!isDynamic || ObjectReader.Text(context.Schema, group, "membershipRule") != rule))
            RemoveAllMembers(context, group);
        context.Core.Dynamic.Touch(group);
        return GraphResponse.NoContent();
    }

    private static void RemoveAllMembers(RouteContext context, DirectoryObject group)
    {
        foreach (var ordinal in context.Core.Replicas.Primary.Related(group, Relation.Members))
            context.Store.Unrelate(group, Relation.Members, context.Store[ordinal]);
    }

    private static GraphResponse Delete(RouteContext context)
    {
        var group = context.FindToWrite(ObjectKind.Group, context.Values[0]);
        GroupRules.RefuseIfMastered(context, group);
        if (LicenceRoutes.Assigned(context, group).Count > 0)
        {
            throw GraphFailure.BadRequest("Unable to delete the group because there is a product license assigned to the group. "
                + "To delete this group, remove any product licenses first.");
        }

        var isRecoverable = GroupRules.Is(context.Schema, group, "Unified") || ObjectReader.Flag(context.Schema, group, "mailEnabled") != true;
        if (isRecoverable)
            context.Store.SoftDelete(group);
        else
            context.Store.Purge(group);
        return GraphResponse.NoContent();
    }

    private static GraphResponse Validate(RouteContext context)
    {
        var group = context.Find(ObjectKind.Group, context.Values[0]);
        var root = WriteBody.Root(context.Request);
        if (root.TryGetProperty("mailNickname", out var nickname) && context.Store.Objects.Any(other => other != group
            && other.Kind == ObjectKind.Group && other.State.IsLive && GroupRules.Is(context.Schema, other, "Unified")
            && ObjectReader.Text(context.Schema, other, "mailNickname") == nickname.GetString()))
        {
            throw new GraphFailure(422, "Request_UnprocessableEntity", "The values provided contain one or more validation errors.")
            {
                Details = [("mailNickname", "PropertyConflict", "Another object with the same value for property mailNickname already exists.")],
            };
        }

        return GraphResponse.NoContent(committed: false);
    }

    private static GraphResponse Show(RouteContext context, DirectoryObject group, int status)
    {
        var selection = Selection.Default(context.Schema[ObjectKind.Group], context.Request.Version);
        return GraphResponse.Object(status, writer =>
        {
            writer.WriteString("@odata.context", $"{context.Request.Base}/$metadata#groups/$entity");
            selection.Write(writer, context.Schema, group, group.State);
        }, committed: true);
    }
}
