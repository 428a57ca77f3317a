using System.Text.Json;
using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Query;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Routes;

/// <summary>Group-based licensing: accepted at once, done some time later.</summary>
internal static class LicenceRoutes
{
    private static readonly string[] Parameters = ["addLicenses", "removeLicenses"];

    public static readonly Route[] All =
    [
        new("POST", "groups/*/assignLicense", Permissions.WriteLicences, Assign),
        new("GET", "groups/*/membersWithLicenseErrors", Permissions.ReadGroups, context =>
        {
            context.Find(ObjectKind.Group, context.Values[0]);
            return ObjectPage.Write(context, null, "directoryObjects", [], polymorphic: true);
        }),
    ];

    public static List<string> Assigned(RouteContext context, DirectoryObject group)
    {
        if (group.State.Properties.Get(context.Schema[group.Kind]["assignedLicenses"].Index) is not RawJson json)
            return [];
        using var document = JsonDocument.Parse(json.Text);
        return document.RootElement.EnumerateArray().Select(licence => licence.GetProperty("skuId").GetString()!).ToList();
    }

    public static GraphResponse AssignToUser(RouteContext context)
    {
        context.FindToWrite(ObjectKind.User, context.Values[0]);
        throw GraphFailure.BadRequest("User license is inherited from a group membership and it cannot be removed directly from the user.");
    }

    private static GraphResponse Assign(RouteContext context)
    {
        var root = WriteBody.Root(context.Request);
        var missing = Parameters.Where(name => !root.TryGetProperty(name, out _)).ToList();
        if (missing.Count > 0)
        {
            throw GraphFailure.BadRequest("One or more parameters of the operation 'assignLicense' are missing from the request payload. "
                + $"The missing parameters are: {string.Join(", ", missing)}.");
        }

        var group = context.FindToWrite(ObjectKind.Group, context.Values[0]);
        var assigned = Assigned(context, group);
        foreach (var licence in root.GetProperty("addLicenses").EnumerateArray())
        {
            var sku = licence.GetProperty("skuId").GetString()!;
            if (!assigned.Contains(sku, StringComparer.OrdinalIgnoreCase))
                assigned.Add(sku);
        }

        foreach (var sku in root.GetProperty("removeLicenses").EnumerateArray())
        {
            if (assigned.RemoveAll(known => known.Equals(sku.GetString(), StringComparison.OrdinalIgnoreCase)) == 0)
                throw GraphFailure.BadRequest("License is not assigned to the group.");
        }

        context.Core.Later(context.Core.Faults.Settings.LicenceProcessingDelay, () => Set(context.Schema, context.Store, group, assigned, "ProcessingComplete"));
        var kind = context.Schema[ObjectKind.Group];
        context.Store.Update(group, new Dictionary<ushort, object?>
        {
            [kind["licenseProcessingState"].Index] = new RawJson("""{"state":"QueuedForProcessing"}"""),
        });
        var selection = Selection.Default(kind, context.Request.Version);
        var response = GraphResponse.Object(202, writer => selection.Write(writer, context.Schema, group, group.State), committed: true);
        response.Headers["location"] =
            $"{context.Request.Root}/v2/{context.Core.Tenant.Id:D}/directoryObjects/{group.IdText}/Microsoft.DirectoryServices.Group";
        return response;
    }

    public static void Set(DirectorySchema schema, DirectoryStore store, DirectoryObject group, IEnumerable<string> skus, string state)
    {
        var kind = schema[ObjectKind.Group];
        store.Update(group, new Dictionary<ushort, object?>
        {
            [kind["assignedLicenses"].Index] = new RawJson(
                "[" + string.Join(',', skus.Select(sku => $$"""{"disabledPlans":[],"skuId":"{{sku}}"}""")) + "]"),
            [kind["licenseProcessingState"].Index] = new RawJson($$"""{"state":"{{state}}"}"""),
        });
    }
}
