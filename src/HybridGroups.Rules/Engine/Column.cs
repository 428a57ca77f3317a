using HybridGroups.Rules.Population;
using HybridGroups.Rules.Properties;

namespace HybridGroups.Rules.Engine;

/// <summary>One property of all objects: a number per row, and what the numbers stand for.</summary>
internal sealed class Column
{
    private int[] codes;

    public Column(RuleProperty property, int rows)
    {
        Property = property;
        Predicates = new ColumnPredicates(this);
        codes = new int[Math.Max(16, rows)];
        if (property.IsCollection)
        {
            Collections = new CollectionTable(property.Elements.Count);
        }
        else
        {
            Texts = new TextTable();
        }
    }

    public RuleProperty Property { get; }

    public ColumnPredicates Predicates { get; }

    public TextTable? Texts { get; }

    public CollectionTable? Collections { get; }

    public int DistinctCount => Texts?.Count ?? Collections!.Count;

    public long Memory => (4L * codes.Length) + (Texts?.Memory ?? Collections!.Memory);

    public int[] Codes => codes;

    public int this[int row]
    {
        get => codes[row];
        set => codes[row] = value;
    }

    public void EnsureRows(int rows)
    {
        if (rows > codes.Length)
        {
            Array.Resize(ref codes, Math.Max(rows, codes.Length * 2));
        }
    }

    public int Intern(PropertyValue? value) => value switch
    {
        null => 0,
        PropertyValue.Single single when Texts is not null => Texts.Intern(single.Text),
        PropertyValue.Many many when Collections is not null => Intern(many),
        _ => throw new ArgumentException($"{Property.Name} cannot hold {value}.", nameof(value)),
    };

    private int Intern(PropertyValue.Many many)
    {
        var table = Collections!;
        var elements = new int[many.Elements.Count * table.Width];
        var at = 0;
        foreach (var element in many.Elements)
        {
            for (var i = 0; i < table.Width; i++)
            {
                elements[at++] = table.Members[i].Intern(i < element.Count ? element[i] : null);
            }
        }

        return table.Intern(elements);
    }
}
