using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace HybridGroups.Rules.Values;

/// <summary>
/// A pattern of -match: partial and without case. It runs in linear time where the pattern allows it; look-around and
/// back-references do not, and run with a time budget instead.
/// </summary>
public sealed class MatchPattern
{
    /// <summary>
    /// For one value. A value is at most a few hundred characters: an honest pattern needs microseconds. On a busy machine the
    /// budget may pass while nothing runs, so one that ran out is given anew, larger, before the pattern is judged.
    /// </summary>
    private static readonly TimeSpan[] Budgets = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(200)];

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private readonly Regex[] attempts;

    private MatchPattern(params Regex[] attempts) => this.attempts = attempts;

    /// <summary>
    /// Whether the pattern is one, without building what it takes to run it in linear time: that costs milliseconds, and a
    /// rule is checked far more often than it is run.
    /// </summary>
    public static bool TryCheck(string pattern, out bool needsBudget, [NotNullWhen(false)] out string? fault)
    {
        needsBudget = HasBacktrackingConstruct(pattern);
        fault = null;
        try
        {
            _ = new Regex(pattern, Options, Budgets[0]);
        }
        catch (RegexParseException exception)
        {
            fault = exception.Message;
        }

        return fault is null;
    }

    public static bool TryCompile(string pattern, [NotNullWhen(true)] out MatchPattern? compiled, [NotNullWhen(false)] out string? fault)
    {
        fault = null;
        compiled = null;
        try
        {
            compiled = new MatchPattern(new Regex(pattern, Options | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout));
        }
        catch (RegexParseException exception)
        {
            fault = exception.Message;
        }
        catch (NotSupportedException)
        {
            compiled = new MatchPattern(Array.ConvertAll(Budgets, budget => new Regex(pattern, Options, budget)));
        }

        return compiled is not null;
    }

    /// <summary>Null when the budget ran out: then nobody knows.</summary>
    public bool? IsMatch(ReadOnlySpan<char> value)
    {
        foreach (var regex in attempts)
        {
            try
            {
                return regex.IsMatch(value);
            }
            catch (RegexMatchTimeoutException)
            {
                // The next attempt has more time; after the last one nobody knows.
                continue;
            }
        }

        return null;
    }

    private static bool HasBacktrackingConstruct(string pattern)
    {
        var inSet = false;
        for (var i = 0; i + 1 < pattern.Length; i++)
        {
            var next = pattern[i + 1];
            switch (pattern[i])
            {
                case '\\' when !inSet && (next is >= '1' and <= '9' or 'k'):
                    return true;
                case '\\':
                    i++;
                    break;
                case '[':
                    inSet = true;
                    break;
                case ']':
                    inSet = false;
                    break;
                case '(' when !inSet && next == '?' && i + 2 < pattern.Length:
                    var kind = pattern[i + 2];
                    if (kind is '=' or '!' or '>' or '(' || (kind == '<' && i + 3 < pattern.Length && pattern[i + 3] is '=' or '!'))
                    {
                        return true;
                    }

                    break;
                default:
                    break;
            }
        }

        return false;
    }
}
