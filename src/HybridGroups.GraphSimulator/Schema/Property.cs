namespace HybridGroups.GraphSimulator.Schema;

/// <summary>Short ways to write down a property table.</summary>
internal static class Property
{
    public static PropertyDefinition Text(string name, bool byDefault = false, bool writable = true, Filtering filtering = Filtering.Plain) =>
        new(name, ValueKind.Text) { ByDefault = byDefault, Writable = writable, Filtering = filtering };

    public static PropertyDefinition Flag(string name, bool byDefault = false, bool writable = true, Filtering filtering = Filtering.Plain) =>
        new(name, ValueKind.Flag) { ByDefault = byDefault, Writable = writable, Filtering = filtering };

    public static PropertyDefinition Number(string name, bool byDefault = false, bool writable = false) =>
        new(name, ValueKind.Number) { ByDefault = byDefault, Writable = writable };

    public static PropertyDefinition Time(string name, bool byDefault = false) =>
        new(name, ValueKind.Time) { ByDefault = byDefault, Filtering = Filtering.Advanced };

    public static PropertyDefinition List(string name, bool byDefault = false, bool writable = false, Filtering filtering = Filtering.Plain) =>
        new(name, ValueKind.TextList) { ByDefault = byDefault, Writable = writable, Filtering = filtering };

    public static PropertyDefinition Json(string name, bool byDefault = false, bool writable = false, Filtering filtering = Filtering.None) =>
        new(name, ValueKind.Json) { ByDefault = byDefault, Writable = writable, Filtering = filtering };

    public static PropertyDefinition Beta(PropertyDefinition property) => property with { BetaOnly = true };

    public static PropertyDefinition Elsewhere(string name) => new(name, ValueKind.Text) { OutsideDirectory = true };

    public static PropertyDefinition Hidden(string name, ValueKind type) => new(name, type) { Hidden = true };
}
