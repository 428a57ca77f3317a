using System.Globalization;
using System.Text.Json;
using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Schema;
using HybridGroups.GraphSimulator.Tenant;

namespace HybridGroups.GraphSimulator.Query;

/// <summary>A $filter bound to an object type: checked against what the two indexes support, then evaluated.</summary>
internal sealed class Filter
{
    private readonly DirectorySchema schema;
    private readonly KindSchema kind;
    private readonly FilterExpression expression;

    private Filter(DirectorySchema schema, KindSchema kind, FilterExpression expression)
    {
        this.schema = schema;
        this.kind = kind;
        this.expression = expression;
    }

    public static Filter? Parse(DirectorySchema schema, KindSchema kind, string? text, bool advanced)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var filter = new Filter(schema, kind, FilterParser.Parse(text));
        if (filter.NeedsAdvanced(filter.expression) && !advanced)
            throw GraphFailure.Unsupported("Unsupported Query.");
        return filter;
    }

    public bool Matches(DirectoryObject target, ObjectState state) => Matches(expression, target, state);

    private bool NeedsAdvanced(FilterExpression node) => node switch
    {
        FilterExpression.And(var left, var right) => NeedsAdvanced(left) | NeedsAdvanced(right),
        FilterExpression.Or(var left, var right) => NeedsAdvanced(left) | NeedsAdvanced(right),
        FilterExpression.Not(var inner) => NeedsAdvanced(inner) | true,
        FilterExpression.Compare compare => IsAdvanced(compare.Property) | compare.Operator == "ne" | CheckRange(compare),
        FilterExpression.In inside => IsAdvanced(inside.Property),
        FilterExpression.Function function => IsAdvanced(function.Property) | function.Name != "STARTSWITH",
        FilterExpression.Any any => IsAdvanced(any.Property) | any.Operator == "ne",
        _ => false,
    };

    private static bool CheckRange(FilterExpression.Compare compare)
    {
        if (compare.Operator is "ge" or "le" or "gt" or "lt" && compare.Property.Equals("id", StringComparison.OrdinalIgnoreCase))
            throw GraphFailure.Unsupported("The request uses a filter property that is not indexed");
        return compare.Operator is "ge" or "le" or "gt" or "lt";
    }

    private bool IsAdvanced(string name)
    {
        if (!kind.TryFind(name, out var property))
            throw GraphFailure.UnknownProperty(name, kind.TypeName);
        return property.Filtering switch
        {
            Filtering.None => throw GraphFailure.Unsupported("The request uses a filter property that is not indexed"),
            Filtering.Advanced => true,
            _ => false,
        };
    }

    private bool Matches(FilterExpression node, DirectoryObject target, ObjectState state) => node switch
    {
        FilterExpression.And(var left, var right) => Matches(left, target, state) && Matches(right, target, state),
        FilterExpression.Or(var left, var right) => Matches(left, target, state) || Matches(right, target, state),
        FilterExpression.Not(var inner) => !Matches(inner, target, state),
        FilterExpression.Compare compare => Compares(Value(compare.Property, target, state), compare.Operator, compare.Value),
        FilterExpression.In inside => inside.Values.Any(value => Same(Value(inside.Property, target, state), value)),
        FilterExpression.Function function => Value(function.Property, target, state) is string text && function.Name switch
        {
            "STARTSWITH" => text.StartsWith(function.Value, StringComparison.OrdinalIgnoreCase),
            "ENDSWITH" => text.EndsWith(function.Value, StringComparison.OrdinalIgnoreCase),
            _ => text.Contains(function.Value, StringComparison.OrdinalIgnoreCase),
        },
        FilterExpression.Any any => Items(Value(any.Property, target, state), any.Member).Any(item => Compares(item, any.Operator, any.Value)),
        _ => false,
    };

    private object? Value(string name, DirectoryObject target, ObjectState state) => ObjectReader.Read(schema, target, state, kind[name]);

    private static IEnumerable<object?> Items(object? value, string? member)
    {
        if (value is string[] list)
            return list;
        if (value is not RawJson json || member is null)
            return [];
        using var document = JsonDocument.Parse(json.Text);
        return document.RootElement.EnumerateArray()
            .Select(item => item.TryGetProperty(member, out var found) ? (object?)found.ToString() : null)
            .ToList();
    }

    private static bool Compares(object? value, string comparison, object? literal)
    {
        if (comparison is "eq")
            return Same(value, literal);
        if (comparison is "ne")
            return !Same(value, literal);
        if (value is not DateTimeOffset time || literal is not string text
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var bound))
        {
            return false;
        }

        return comparison switch
        {
            "ge" => time >= bound,
            "le" => time <= bound,
            "gt" => time > bound,
            _ => time < bound,
        };
    }

    private static bool Same(object? value, object? literal) => (value, literal) switch
    {
        (null, null) => true,
        (string text, string wanted) => text.Equals(wanted, StringComparison.OrdinalIgnoreCase),
        (DateTimeOffset time, string wanted) => ValueWriter.Time(time) == wanted,
        (bool flag, bool wanted) => flag == wanted,
        _ => false,
    };
}
