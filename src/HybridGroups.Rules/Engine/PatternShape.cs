using System.Diagnostics.CodeAnalysis;
using System.Text;
using HybridGroups.Rules.Conditions;

namespace HybridGroups.Rules.Engine;

/// <summary>What a pattern says when it says no more than an operator can: a literal text, at the beginning, at the end or anywhere.</summary>
internal sealed record PatternShape(RuleOperator Operator, string Literal)
{
    private const string Special = @"\*+?|{[()^$.";

    /// <summary>
    /// Null when the pattern says more. A pattern that ends with $ also matches before a last line feed, which -endsWith does not:
    /// good enough for advice, not for taking its place.
    /// </summary>
    public static PatternShape? Of(string pattern)
    {
        var rest = pattern.AsSpan();
        var atStart = Strip(ref rest, "^");
        var anythingBefore = Strip(ref rest, ".*?") || Strip(ref rest, ".*");
        var atEnd = rest is [.., '$'] && !(rest.Length > 1 && rest[^2] == '\\');
        if (atEnd)
        {
            rest = rest[..^1];
        }

        var anythingBehind = StripEnd(ref rest, ".*?") || StripEnd(ref rest, ".*");
        if (!TryLiteral(rest, out var literal) || literal.Length == 0)
        {
            return null;
        }

        var starts = atStart && !anythingBefore;
        var ends = atEnd && !anythingBehind;
        var op = starts && ends ? RuleOperator.Equal : starts ? RuleOperator.StartsWith : ends ? RuleOperator.EndsWith : RuleOperator.Contains;
        return new PatternShape(op, literal);
    }

    /// <summary>Whether the operator and the pattern agree on every text without a line feed and without characters outside ASCII.</summary>
    public bool CanReplacePattern => Operator is RuleOperator.Contains or RuleOperator.StartsWith;

    private static bool Strip(ref ReadOnlySpan<char> rest, string prefix)
    {
        if (!rest.StartsWith(prefix))
        {
            return false;
        }

        rest = rest[prefix.Length..];
        return true;
    }

    private static bool StripEnd(ref ReadOnlySpan<char> rest, string suffix)
    {
        if (!rest.EndsWith(suffix) || (rest.Length > suffix.Length && rest[rest.Length - suffix.Length - 1] == '\\'))
        {
            return false;
        }

        rest = rest[..^suffix.Length];
        return true;
    }

    private static bool TryLiteral(ReadOnlySpan<char> pattern, [NotNullWhen(true)] out string? literal)
    {
        var text = new StringBuilder(pattern.Length);
        literal = null;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
            {
                // \d and \. look alike; only punctuation stands for itself.
                if (++i == pattern.Length || char.IsLetterOrDigit(pattern[i]) || pattern[i] == '_')
                {
                    return false;
                }
            }
            else if (Special.Contains(pattern[i], StringComparison.Ordinal))
            {
                return false;
            }

            text.Append(pattern[i]);
        }

        literal = text.ToString();
        return true;
    }
}
