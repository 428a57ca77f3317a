using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Kube.Client.Schema;

/// <summary>A C# type as a structural schema. Deterministic; refuses what a CRD cannot express.</summary>
internal static class JsonSchemaGenerator
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static JsonObject Of(Type type, string description) => Of(type, description, bounds: null, path: [type]);

    private static JsonObject Of(Type declared, string description, BoundsAttribute? bounds, IReadOnlyList<Type> path)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var schema = new JsonObject { ["description"] = description };
        if (type == typeof(string) || type == typeof(DateTimeOffset))
        {
            schema["type"] = "string";
            if (type == typeof(DateTimeOffset))
            {
                schema["format"] = "date-time";
            }
        }
        else if (type == typeof(bool))
        {
            schema["type"] = "boolean";
        }
        else if (type == typeof(int) || type == typeof(long))
        {
            schema["type"] = "integer";
            schema["format"] = type == typeof(int) ? "int32" : "int64";
        }
        else if (type.IsEnum)
        {
            schema["type"] = "string";
            schema["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => (JsonNode)name)]);
        }
        else if (ItemOf(type) is { } item)
        {
            schema["type"] = "array";
            var items = Of(item, string.Empty, bounds: null, [.. path, item]);
            items.Remove("description");
            if (bounds is { MaxItemLength: >= 0 })
            {
                items["maxLength"] = bounds.MaxItemLength;
            }

            schema["items"] = items;
        }
        else if (type.IsClass && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true)
        {
            AddProperties(schema, type, path);
        }
        else
        {
            throw new SchemaException($"{string.Join(" → ", path.Select(step => step.Name))}: the type {type} has no form in a CRD.");
        }

        AddBounds(schema, bounds);
        return schema;
    }

    private static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    private static void AddProperties(JsonObject schema, Type type, IReadOnlyList<Type> path)
    {
        if (path.SkipLast(1).Contains(type))
        {
            throw new SchemaException($"{string.Join(" → ", path.Select(step => step.Name))}: a type that contains itself has no form in a CRD.");
        }

        schema["type"] = "object";
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<JsonIgnoreAttribute>() is not null || !property.CanWrite)
            {
                continue;
            }

            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            properties[name] = OfProperty(property, [.. path, property.PropertyType]);
            if (property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)))
            {
                required.Add(name);
            }
        }

        schema["properties"] = properties;
        if (required.Count > 0)
        {
            schema["required"] = required;
        }
    }

    private static JsonObject OfProperty(PropertyInfo property, IReadOnlyList<Type> path)
    {
        var isRequired = property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute));
        var isNullable = Nullable.GetUnderlyingType(property.PropertyType) is not null
            || Nullability.Create(property).ReadState == NullabilityState.Nullable;
        var given = property.GetCustomAttribute<DefaultAttribute>();
        if (isRequired && given is not null)
        {
            throw new SchemaException($"{property.DeclaringType!.Name}.{property.Name} is required and has a default: it can be only one of them.");
        }

        if (!isRequired && !isNullable && given is null)
        {
            throw new SchemaException(
                $"{property.DeclaringType!.Name}.{property.Name} may be left out by a user, so it must be nullable, required or have a [Default].");
        }

        var schema = Of(property.PropertyType, XmlDescriptions.Of(property), property.GetCustomAttribute<BoundsAttribute>(), path);
        if (given is not null)
        {
            schema["default"] = JsonNode.Parse(given.Json);
        }

        if (property.GetCustomAttribute<ListMapAttribute>() is { } map)
        {
            schema["x-kubernetes-list-type"] = "map";
            schema["x-kubernetes-list-map-keys"] = new JsonArray(map.Key);
        }

        return schema;
    }

    private static void AddBounds(JsonObject schema, BoundsAttribute? bounds)
    {
        if (bounds is null)
        {
            return;
        }

        Add("minLength", bounds.MinLength, bounds.MinLength >= 0);
        Add("maxLength", bounds.MaxLength, bounds.MaxLength >= 0);
        Add("minItems", bounds.MinItems, bounds.MinItems >= 0);
        Add("maxItems", bounds.MaxItems, bounds.MaxItems >= 0);
        Add("maxProperties", bounds.MaxProperties, bounds.MaxProperties >= 0);
        Add("minimum", bounds.Minimum, bounds.Minimum != long.MinValue);
        Add("maximum", bounds.Maximum, bounds.Maximum != long.MaxValue);
        if (bounds.Pattern is not null)
        {
            schema["pattern"] = bounds.Pattern;
        }

        void Add(string name, long value, bool isSet)
        {
            if (isSet)
            {
                schema[name] = value;
            }
        }
    }
}
