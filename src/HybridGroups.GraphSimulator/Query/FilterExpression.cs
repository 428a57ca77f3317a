namespace HybridGroups.GraphSimulator.Query;

/// <summary>A parsed $filter.</summary>
internal abstract record FilterExpression
{
    public sealed record And(FilterExpression Left, FilterExpression Right) : FilterExpression;

    public sealed record Or(FilterExpression Left, FilterExpression Right) : FilterExpression;

    public sealed record Not(FilterExpression Inner) : FilterExpression;

    public sealed record Compare(string Property, string Operator, object? Value) : FilterExpression;

    public sealed record In(string Property, IReadOnlyList<object?> Values) : FilterExpression;

    public sealed record Function(string Name, string Property, string Value) : FilterExpression;

    /// <summary>collection/any(x:x eq 'v'), or with a member: licences/any(l:l/skuId eq guid).</summary>
    public sealed record Any(string Property, string? Member, string Operator, object? Value) : FilterExpression;
}
