using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Population;

/// <summary>What an object has for a property. Absent is null; booleans, numbers and dates are kept as their text.</summary>
public abstract record PropertyValue
{
    private PropertyValue()
    {
    }

    /// <summary>Never empty: the directory keeps no empty texts.</summary>
    public sealed record Single(string Text) : PropertyValue
    {
        public override string ToString() => Text;
    }

    /// <summary>
    /// The elements of a collection, each with a text for every element property in the order of
    /// <see cref="Properties.RuleProperty.Elements"/>; null where the element has none.
    /// </summary>
    public sealed record Many(Sequence<Sequence<string?>> Elements) : PropertyValue
    {
        public override string ToString() =>
            $"[{string.Join(", ", Elements.Select(e => e.Count == 1 ? e[0] ?? "null" : $"({string.Join(", ", e.Select(t => t ?? "null"))})"))}]";
    }

    public static PropertyValue? Of(string? text) => string.IsNullOrEmpty(text) ? null : new Single(text);

    /// <summary>A collection of texts, or null for an empty one: the two are one state.</summary>
    public static PropertyValue? Of(IEnumerable<string?> texts)
    {
        var elements = new Sequence<Sequence<string?>>(texts.Select(t => new Sequence<string?>([Folding.Stored(t)])));
        return elements.Count == 0 ? null : new Many(elements);
    }

    public static PropertyValue? OfRecords(IEnumerable<IEnumerable<string?>> records)
    {
        var elements = new Sequence<Sequence<string?>>(records.Select(r => new Sequence<string?>(r.Select(Folding.Stored))));
        return elements.Count == 0 ? null : new Many(elements);
    }
}
