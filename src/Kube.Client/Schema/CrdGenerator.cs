using System.Reflection;
using System.Text.Json.Nodes;

namespace Kube.Client.Schema;

/// <summary>The CustomResourceDefinition of a kind, from its C# types alone.</summary>
public static class CrdGenerator
{
    /// <summary>
    /// Generates the definition as JSON, its fields in the order that people expect to read. Several types are several
    /// versions of one kind, converted by the operator's webhook.
    /// </summary>
    public static JsonObject Generate(params Type[] versions)
    {
        var entities = versions.Select(EntityOf).ToArray();
        var first = entities[0];
        if (entities.Any(entity => entity.Group != first.Group || entity.Plural != first.Plural || entity.Kind != first.Kind))
        {
            throw new SchemaException($"{string.Join(", ", versions.Select(type => type.Name))} are not versions of one kind.");
        }

        if (entities.Count(entity => entity.IsStored) != 1)
        {
            throw new SchemaException($"{first.Kind}: exactly one version is stored; set IsStored = false on the others.");
        }

        return new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject { ["name"] = $"{first.Plural}.{first.Group}" },
            ["spec"] = new JsonObject
            {
                ["group"] = first.Group,
                ["scope"] = first.IsClusterScoped ? "Cluster" : "Namespaced",
                ["names"] = Names(first),
                ["versions"] = new JsonArray([.. versions.Select(Version)]),
            },
        };
    }

    private static KubernetesEntityAttribute EntityOf(Type type) => type.GetCustomAttribute<KubernetesEntityAttribute>()
        ?? throw new SchemaException($"{type.Name} has no [KubernetesEntity] attribute.");

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

    private static JsonObject Version(Type type)
    {
        var entity = EntityOf(type);
        var version = new JsonObject { ["name"] = entity.Version, ["served"] = true, ["storage"] = entity.IsStored };
        if (entity.DeprecationWarning is { } warning)
        {
            version["deprecated"] = true;
            version["deprecationWarning"] = warning;
        }

        var columns = type.GetCustomAttributes<PrinterColumnAttribute>().Select(Column).ToArray();
        if (columns.Length > 0)
        {
            version["additionalPrinterColumns"] = new JsonArray(columns);
        }

        version["schema"] = new JsonObject { ["openAPIV3Schema"] = SchemaOf(type) };
        var selectable = type.GetCustomAttributes<SelectableFieldAttribute>().Select(field => (JsonNode)new JsonObject { ["jsonPath"] = field.JsonPath }).ToArray();
        if (selectable.Length > 0)
        {
            version["selectableFields"] = new JsonArray(selectable);
        }

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

    /// <summary>The schema of a kind alone: what an object of it may contain.</summary>
    public static JsonObject SchemaOf(Type type)
    {
        var spec = type.GetProperty("Spec")!.PropertyType;
        var status = type.GetProperty("Status")!.PropertyType;
        var statusSchema = JsonSchemaGenerator.Of(status, XmlDescriptions.Of(status));
        // Until the operator has seen an object, tools must not take it for current.
        statusSchema["default"] = new JsonObject { ["observedGeneration"] = -1 };
        var schema = new JsonObject
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
        JsonSchemaGenerator.AddRules(schema, type, isCorrelated: true);
        return schema;
    }

    private static void AddList(JsonObject target, string name, string[] values)
    {
        if (values.Length > 0)
        {
            target[name] = new JsonArray([.. values.Select(value => (JsonNode)value)]);
        }
    }
}
