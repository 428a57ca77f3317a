using System.Reflection;
using System.Text.Json.Nodes;

namespace Kube.Client.Schema;

/// <summary>The CustomResourceDefinition of a kind, from its C# type alone.</summary>
public static class CrdGenerator
{
    /// <summary>Generates the definition as JSON, its fields in the order that people expect to read.</summary>
    public static JsonObject Generate(Type type)
    {
        var entity = type.GetCustomAttribute<KubernetesEntityAttribute>()
            ?? throw new SchemaException($"{type.Name} has no [KubernetesEntity] attribute.");
        return new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = $"{entity.Plural}.{entity.Group}" },
            ["spec"] = new JsonObject
            {
                ["group"] = entity.Group,
                ["scope"] = "Namespaced",
                ["names"] = Names(entity),
                ["versions"] = new JsonArray(Version(type, entity)),
            },
        };
    }

    private static JsonObject Names(KubernetesEntityAttribute entity)
    {
        var names = new JsonObject
        {
            ["kind"] = entity.Kind,
            ["listKind"] = $"{entity.Kind}List",
            ["plural"] = entity.Plural,
            ["singular"] = entity.Kind.ToLowerInvariant(),
        };
        AddList(names, "shortNames", entity.ShortNames);
        AddList(names, "categories", entity.Categories);
        return names;
    }

    private static JsonObject Version(Type type, KubernetesEntityAttribute entity)
    {
        var version = new JsonObject { ["name"] = entity.Version, ["served"] = true, ["storage"] = true };
        var columns = type.GetCustomAttributes<PrinterColumnAttribute>().Select(Column).ToArray();
        if (columns.Length > 0)
        {
            version["additionalPrinterColumns"] = new JsonArray(columns);
        }

        version["schema"] = new JsonObject { ["openAPIV3Schema"] = Schema(type) };
        version["subresources"] = new JsonObject { ["status"] = new JsonObject() };
        return version;
    }

    private static JsonNode Column(PrinterColumnAttribute column)
    {
        var json = new JsonObject { ["name"] = column.Name, ["type"] = column.Type, ["jsonPath"] = column.JsonPath };
        if (column.Wide)
        {
            json["priority"] = 1;
        }

        return json;
    }

    private static JsonObject Schema(Type type)
    {
        var spec = type.GetProperty("Spec")!.PropertyType;
        var status = type.GetProperty("Status")!.PropertyType;
        var statusSchema = JsonSchemaGenerator.Of(status, XmlDescriptions.Of(status));
        // Until the operator has seen an object, tools must not take it for current.
        statusSchema["default"] = new JsonObject { ["observedGeneration"] = -1 };
        return new JsonObject
        {
            ["description"] = XmlDescriptions.Of(type),
            ["type"] = "object",
            ["required"] = new JsonArray("spec"),
            ["properties"] = new JsonObject
            {
                ["apiVersion"] = new JsonObject { ["type"] = "string" },
                ["kind"] = new JsonObject { ["type"] = "string" },
                ["metadata"] = new JsonObject { ["type"] = "object" },
                ["spec"] = JsonSchemaGenerator.Of(spec, XmlDescriptions.Of(spec)),
                ["status"] = statusSchema,
            },
        };
    }

    private static void AddList(JsonObject target, string name, string[] values)
    {
        if (values.Length > 0)
        {
            target[name] = new JsonArray([.. values.Select(value => (JsonNode)value)]);
        }
    }
}
