using System.Text.Json;
using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Query;

/// <summary>The properties and relations an answer carries.</summary>
internal sealed class Selection
{
    private static readonly string[] Relations =
        ["members", "owners", "memberOf", "transitiveMembers", "transitiveMemberOf", "onPremisesSyncBehavior", "settings", "manager"];

    private Selection(IReadOnlyList<PropertyDefinition> properties, IReadOnlySet<string> relations, bool isDefault)
    {
        Properties = properties;
        SelectedRelations = relations;
        IsDefault = isDefault;
    }

    public IReadOnlyList<PropertyDefinition> Properties { get; }

    public IReadOnlySet<string> SelectedRelations { get; }

    public bool IsDefault { get; }

    public static Selection Parse(KindSchema schema, string? select, GraphVersion version, bool single = false)
    {
        if (string.IsNullOrWhiteSpace(select))
            return Default(schema, version);

        var chosen = new List<PropertyDefinition> { schema["id"] };
        var relations = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in select.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Array.Exists(Relations, relation => relation.Equals(name, StringComparison.OrdinalIgnoreCase)))
                relations.Add(name);
            else if (!schema.TryFind(name, out var property) || (property.BetaOnly && version == GraphVersion.V1))
                throw GraphFailure.UnknownProperty(name, schema.TypeName);
            else if (property.OutsideDirectory && !single)
                throw GraphFailure.NotImplemented();
            else if (!chosen.Contains(property))
                chosen.Add(property);
        }

        return new Selection(chosen, relations, isDefault: false);
    }

    public static Selection Default(KindSchema schema, GraphVersion version) => new(
        [.. schema.Properties.Where(property => property.ByDefault && !property.Hidden && (!property.BetaOnly || version == GraphVersion.Beta))],
        new HashSet<string>(StringComparer.OrdinalIgnoreCase), isDefault: true);

    /// <summary>Unset scalars are null, except directory extensions, which are left out.</summary>
    public void Write(Utf8JsonWriter writer, DirectorySchema schema, DirectoryObject target, ObjectState state)
    {
        foreach (var property in Properties)
        {
            if (property.Name == "hasMembersWithLicenseErrors" || (IsExtension(property) && !ObjectReader.WasEverSet(state, property)))
                continue;
            ValueWriter.Write(writer, property, ObjectReader.Read(schema, target, state, property));
        }
    }

    public static bool IsExtension(PropertyDefinition property) => property.Name.StartsWith("extension_", StringComparison.OrdinalIgnoreCase);
}
