using System.Collections.Frozen;
using HybridGroups.Rules.Conditions;

namespace HybridGroups.Rules.Syntax;

/// <summary>The words of the language, all without case and without their hyphen.</summary>
internal static class OperatorNames
{
    /// <summary>Longest first: the scanner takes the first that fits.</summary>
    public static readonly (string Symbol, string Name)[] OfOtherLanguages =
    [
        ("===", "eq"), ("!==", "ne"), ("==", "eq"), ("!=", "ne"), ("<>", "ne"), (">=", "ge"), ("<=", "le"), ("&&", "and"), ("||", "or"),
        ("=~", "match"), ("=", "eq"), ("&", "and"), ("|", "or"), ("!", "not"), (">", "gt"), ("<", "lt"),
    ];

    private static readonly FrozenDictionary<string, RuleOperator> Operators = Enum.GetValues<RuleOperator>()
        .ToFrozenDictionary(op => op.Text()[1..], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, RuleOperator>.AlternateLookup<ReadOnlySpan<char>> OperatorsBySpan =
        Operators.GetAlternateLookup<ReadOnlySpan<char>>();

    // What people write who come from PowerShell, SQL, OData or KQL.
    private static readonly FrozenDictionary<string, string> Foreign = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["equals"] = "eq",
        ["equal"] = "eq",
        ["is"] = "eq",
        ["ieq"] = "eq",
        ["ceq"] = "eq",
        ["neq"] = "ne",
        ["notEquals"] = "ne",
        ["notEqual"] = "ne",
        ["isnot"] = "ne",
        ["like"] = "match or -contains",
        ["notLike"] = "notMatch or -notContains",
        ["imatch"] = "match",
        ["matches"] = "match",
        ["regex"] = "match",
        ["has"] = "contains",
        ["includes"] = "contains",
        ["contain"] = "contains",
        ["doesNotContain"] = "notContains",
        ["beginsWith"] = "startsWith",
        ["starts"] = "startsWith",
        ["ends"] = "endsWith",
        ["exists"] = "ne null",
        ["gte"] = "ge",
        ["lte"] = "le",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static RuleOperator? Operator(string name) => Operators.TryGetValue(name, out var op) ? op : null;

    public static bool IsConnective(ReadOnlySpan<char> name) => Same(name, "and") || Same(name, "or");

    public static bool IsNot(ReadOnlySpan<char> name) => Same(name, "not");

    public static Quantifier? QuantifierOf(ReadOnlySpan<char> name) =>
        Same(name, "any") ? Quantifier.Any : Same(name, "all") ? Quantifier.All : null;

    public static bool IsKnown(ReadOnlySpan<char> name) => OperatorsBySpan.ContainsKey(name)
        || IsConnective(name) || IsNot(name) || QuantifierOf(name) is not null || Same(name, "plus") || Same(name, "minus");

    public static bool IsLiteral(ReadOnlySpan<char> word) => Same(word, "true") || Same(word, "false") || Same(word, "null") || Same(word, "$null");

    public static string? Suggest(string name)
    {
        var nearest = Foreign.TryGetValue(name, out var known)
            ? known
            : Diagnostics.NearestName.Of(name, Operators.Keys.Concat(["and", "or", "not", "any", "all"]));
        return nearest is null ? null : $"did you mean -{nearest}?";
    }

    private static bool Same(ReadOnlySpan<char> a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
