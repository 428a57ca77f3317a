using System.Text.Json;
using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Routes;

/// <summary>Directory extension properties, of one application and of all.</summary>
internal static class ExtensionRoutes
{
    private static readonly string[] DataTypes = ["Binary", "Boolean", "DateTime", "Integer", "LargeInteger", "String"];

    public static readonly Route[] All =
    [
        new("GET", "applications/*/extensionProperties", Permissions.ReadApplications, List),
        new("POST", "applications/*/extensionProperties", Permissions.WriteApplications, Create),
        new("POST", "directoryObjects/getAvailableExtensionProperties", Permissions.ReadDirectory, Available),
    ];

    private static GraphResponse List(RouteContext context)
    {
        var application = context.Find(ObjectKind.Application, context.Values[0]);
        return Page(context, context.Core.Tenant.Extensions.Where(extension => extension.ApplicationObjectId == application.Id));
    }

    private static GraphResponse Available(RouteContext context)
    {
        bool? synced = context.Request.Body is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("isSyncedFromOnPremises", out var flag)
            && flag.ValueKind is JsonValueKind.True or JsonValueKind.False ? flag.GetBoolean() : null;
        return Page(context, context.Core.Tenant.Extensions.Where(extension => synced is null || extension.IsSyncedFromOnPremises == synced));
    }

    private static GraphResponse Create(RouteContext context)
    {
        var application = context.FindToWrite(ObjectKind.Application, context.Values[0]);
        var root = WriteBody.Root(context.Request);
        var name = root.TryGetProperty("name", out var given) ? given.GetString() : null;
        var dataType = root.TryGetProperty("dataType", out var type)
            ? Array.Find(DataTypes, known => known.Equals(type.GetString(), StringComparison.OrdinalIgnoreCase))
            : null;
        if (string.IsNullOrEmpty(name) || dataType is null || !root.TryGetProperty("targetObjects", out var targets))
            throw GraphFailure.BadRequest("A value is required for properties 'name', 'dataType' and 'targetObjects' of resource 'ExtensionProperty'.");
        var appId = ObjectReader.Text(context.Schema, application, "appId")!.Replace("-", "", StringComparison.Ordinal);
        var fullName = $"extension_{appId}_{name}";
        if (context.Core.Tenant.Extensions.Exists(known => known.Name == fullName))
            throw GraphFailure.BadRequest("An extension property exists with the name " + fullName + ".");
        var extension = new ExtensionProperty(
            context.Core.Tenant.NewId(), application.Id, ObjectReader.Text(context.Schema, application, "displayName") ?? "", fullName, dataType,
            [.. targets.EnumerateArray().Select(target => target.GetString()!)]);
        context.Core.Tenant.Register(extension);
        return GraphResponse.Object(201, writer =>
        {
            writer.WriteString("@odata.context", $"{context.Request.Base}/$metadata#applications('{application.IdText}')/extensionProperties/$entity");
            Write(writer, extension);
        }, committed: true);
    }

    private static GraphResponse Page(RouteContext context, IEnumerable<ExtensionProperty> extensions) => GraphResponse.Object(200, writer =>
    {
        writer.WriteString("@odata.context", $"{context.Request.Base}/$metadata#extensionProperties");
        writer.WriteStartArray("value");
        foreach (var extension in extensions)
        {
            writer.WriteStartObject();
            writer.WriteString("@odata.type", "#microsoft.graph.extensionProperty");
            Write(writer, extension);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter writer, ExtensionProperty extension)
    {
        writer.WriteString("id", extension.Id);
        writer.WriteNull("deletedDateTime");
        writer.WriteString("appDisplayName", extension.AppDisplayName);
        writer.WriteString("name", extension.Name);
        writer.WriteString("dataType", extension.DataType);
        writer.WriteBoolean("isMultiValued", extension.IsMultiValued);
        writer.WriteBoolean("isSyncedFromOnPremises", extension.IsSyncedFromOnPremises);
        writer.WriteStartArray("targetObjects");
        foreach (var target in extension.TargetObjects)
            writer.WriteStringValue(target);
        writer.WriteEndArray();
    }
}
