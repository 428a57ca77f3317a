using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Kube.Client.Schema;

/// <summary>A C# type as a structural schema. Deterministic; refuses what a CRD cannot express.</summary>
internal static class JsonSchemaGenerator
{
    private static readonly ConcurrentDictionary<PropertyInfo, bool> NullableProperties = new();

    public static JsonObject Of(Type type, string description) => Of(new Place([type], IsCorrelated: true), type, description, property: null);

    /// <summary>Adds the CEL rules of a type or property.</summary>
    public static void AddRules(JsonObject schema, MemberInfo member, bool isCorrelated)
    {
        foreach (var rule in member.GetCustomAttributes<CelAttribute>(inherit: false))
        {
            if (!isCorrelated && rule.Rule.Contains("oldSelf", StringComparison.Ordinal))
            {
                throw new SchemaException(
                    $"{member.Name}: a rule with oldSelf is below a list whose items the server cannot match with the former ones; make it a [ListMap].");
            }

            if (schema["x-kubernetes-validations"] is not JsonArray rules)
            {
                schema["x-kubernetes-validations"] = rules = [];
            }

            var json = new JsonObject { ["rule"] = rule.Rule, ["message"] = rule.Message };
            if (rule.FieldPath is { } path)
            {
                json["fieldPath"] = path;
            }

            rules.Add((JsonNode)json);
        }
    }

    private static JsonObject Of(Place place, Type declared, string? description, PropertyInfo? property)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var bounds = property?.GetCustomAttribute<BoundsAttribute>();
        var schema = new JsonObject();
        if (description is not null)
        {
            schema["description"] = description;
        }

        if (Scalar(type) is { } scalar)
        {
            foreach (var (name, value) in scalar)
            {
                schema[name] = value?.DeepClone();
            }

            Require(type != typeof(string) || bounds?.MaxLength > 0, place, "a text needs [Bounds(MaxLength = …)]: rules cost more the longer it may be");
        }
        else if (ItemOf(type) is { } item)
        {
            Require(bounds?.MaxItems > 0, place, "a list needs [Bounds(MaxItems = …)]: rules cost more the longer it may be");
            schema["type"] = "array";
            AddListType(schema, property!, item, place);
            schema["items"] = Items(place.Into(item, property!.IsDefined(typeof(ListMapAttribute))), item, bounds!);
        }
        else if (ValueOf(type) is { } value)
        {
            Require(bounds?.MaxProperties > 0, place, "a map needs [Bounds(MaxProperties = …)]: rules cost more the larger it may be");
            schema["type"] = "object";
            schema["additionalProperties"] = Items(place.Into(value, isCorrelated: true), value, bounds!);
        }
        else if (type.IsClass && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true)
        {
            AddProperties(schema, type, place);
        }
        else
        {
            throw new SchemaException($"{place}: the type {type} has no form in a CRD.");
        }

        AddBounds(schema, bounds);
        if (type.IsClass && type.Namespace?.StartsWith("System", StringComparison.Ordinal) != true)
        {
            AddRules(schema, type, place.IsCorrelated);
        }

        return schema;
    }

    private static JsonObject? Scalar(Type type) =>
        type == typeof(string) ? new JsonObject { ["type"] = "string" }
        : type == typeof(DateTimeOffset) ? new JsonObject { ["type"] = "string", ["format"] = "date-time" }
        : type == typeof(bool) ? new JsonObject { ["type"] = "boolean" }
        : type == typeof(int) ? new JsonObject { ["type"] = "integer", ["format"] = "int32" }
        : type == typeof(long) ? new JsonObject { ["type"] = "integer", ["format"] = "int64" }
        : type.IsEnum ? new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => (JsonNode)name)]) }
        : null;

    private static Type? ItemOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    private static Type? ValueOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) && type.GetGenericArguments()[0] == typeof(string)
            ? type.GetGenericArguments()[1]
            : null;

    private static JsonObject Items(Place place, Type item, BoundsAttribute bounds)
    {
        if (item != typeof(string))
        {
            return Of(place, item, description: null, property: null);
        }

        Require(bounds.MaxItemLength > 0, place, "a list or map of text needs [Bounds(MaxItemLength = …)]");
        var schema = new JsonObject { ["type"] = "string" };
        AddBounds(schema, new BoundsAttribute { MinLength = bounds.MinItemLength, MaxLength = bounds.MaxItemLength, Pattern = bounds.ItemPattern });
        return schema;
    }

    private static void AddListType(JsonObject schema, PropertyInfo property, Type item, Place place)
    {
        if (property.GetCustomAttribute<ListMapAttribute>() is { } map)
        {
            schema["x-kubernetes-list-type"] = "map";
            schema["x-kubernetes-list-map-keys"] = new JsonArray(map.Key);
        }
        else if (property.IsDefined(typeof(ListSetAttribute)))
        {
            Require(Scalar(item) is not null, place, "[ListSet] is for lists of plain values; use [ListMap] for objects");
            schema["x-kubernetes-list-type"] = "set";
        }
        else
        {
            schema["x-kubernetes-list-type"] = "atomic";
        }
    }

    private static void AddProperties(JsonObject schema, Type type, Place place)
    {
        Require(!place.Types.SkipLast(1).Contains(type), place, "a type that contains itself has no form in a CRD");
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
            properties[name] = OfProperty(property, place);
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

    private static JsonObject OfProperty(PropertyInfo property, Place parent)
    {
        var name = $"{property.DeclaringType!.Name}.{property.Name}";
        var isRequired = property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute));
        var given = property.GetCustomAttribute<DefaultAttribute>();
        if (isRequired && given is not null)
        {
            throw new SchemaException($"{name} is required and has a default: it can be only one of them.");
        }

        if (!isRequired && given is null && !IsNullable(property))
        {
            throw new SchemaException($"{name} may be left out by a user, so it must be nullable, required or have a [Default].");
        }

        var schema = Of(parent.Into(property), property.PropertyType, XmlDescriptions.Of(property), property);
        if (given is not null)
        {
            schema["default"] = Complete(JsonNode.Parse(given.Json), schema);
        }

        AddRules(schema, property, parent.IsCorrelated);
        return schema;
    }

    // The server checks CEL rules on a default as it stands, before it fills in the defaults below: {} would be refused there.
    private static JsonNode? Complete(JsonNode? value, JsonObject schema)
    {
        if (value is JsonObject fields && schema["properties"] is JsonObject properties)
        {
            foreach (var (name, property) in properties)
            {
                if (!fields.ContainsKey(name) && property!["default"] is { } below)
                {
                    fields[name] = below.DeepClone();
                }
            }
        }

        return value;
    }

    // NullabilityInfoContext is not safe to share between threads.
    private static bool IsNullable(PropertyInfo property) => NullableProperties.GetOrAdd(property, static asked =>
        Nullable.GetUnderlyingType(asked.PropertyType) is not null
        || new NullabilityInfoContext().Create(asked).ReadState == NullabilityState.Nullable);

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

    private static void Require(bool holds, Place place, string otherwise)
    {
        if (!holds)
        {
            throw new SchemaException($"{place}: {otherwise}.");
        }
    }

    /// <summary>Where in a kind the generator stands.</summary>
    /// <param name="Types">From the root.</param>
    /// <param name="IsCorrelated">On an update, the server knows which former value belongs to this one.</param>
    /// <param name="Name">The property, for messages.</param>
    private sealed record Place(IReadOnlyList<Type> Types, bool IsCorrelated, string? Name = null)
    {
        public Place Into(PropertyInfo property) =>
            new([.. Types, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType], IsCorrelated, $"{property.DeclaringType!.Name}.{property.Name}");

        public Place Into(Type item, bool isCorrelated) => new([.. Types, item], IsCorrelated && isCorrelated, Name);

        public override string ToString() => Name ?? string.Join(" → ", Types.Select(type => type.Name));
    }
}
