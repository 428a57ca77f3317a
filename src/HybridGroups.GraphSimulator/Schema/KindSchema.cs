using System.Diagnostics.CodeAnalysis;

namespace HybridGroups.GraphSimulator.Schema;

/// <summary>The properties of one object type. Directory extensions are added while the tenant runs.</summary>
internal sealed class KindSchema
{
    private readonly Dictionary<string, PropertyDefinition> byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<PropertyDefinition> ordered = [];

    public KindSchema(ObjectKind kind, string typeName, string segment, IEnumerable<PropertyDefinition> properties)
    {
        Kind = kind;
        TypeName = typeName;
        Segment = segment;
        foreach (var property in properties)
            Add(property);
    }

    public ObjectKind Kind { get; }

    public string TypeName { get; }

    public string Segment { get; }

    public IReadOnlyList<PropertyDefinition> Properties => ordered;

    public PropertyDefinition this[string name] => byName[name];

    public bool TryFind(string name, [NotNullWhen(true)] out PropertyDefinition? property) =>
        byName.TryGetValue(name, out property) && !property.Hidden;

    public PropertyDefinition Add(PropertyDefinition property)
    {
        if (byName.TryGetValue(property.Name, out var known))
            return known;
        var added = property with { Index = (ushort)ordered.Count };
        ordered.Add(added);
        byName.Add(added.Name, added);
        return added;
    }
}
