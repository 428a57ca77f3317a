using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace HybridGroups.Rules.Values;

/// <summary>
/// A pattern of -match: partial and without case. It runs in linear time where the pattern allows it; look-around and
/// back-references do not, and run with a time budget instead.
/// </summary>
public sealed class MatchPattern
{
    /// <summary>For one value. A value is at most a few hundred characters: an honest pattern needs microseconds.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(50);

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private readonly Regex regex;

    private MatchPattern(Regex regex, bool needsBudget)
    {
        this.regex = regex;
        NeedsBudget = needsBudget;
    }

    public bool NeedsBudget { get; }

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
            _ = new Regex(pattern, Options, Budget);
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
            compiled = new MatchPattern(new Regex(pattern, Options | RegexOptions.NonBacktracking, Budget), needsBudget: false);
        }
        catch (RegexParseException exception)
        {
            fault = exception.Message;
        }
        catch (NotSupportedException)
        {
            compiled = new MatchPattern(new Regex(pattern, Options, Budget), needsBudget: true);
        }

        return compiled is not null;
    }

    /// <summary>Null when the budget ran out: then nobody knows.</summary>
    public bool? IsMatch(ReadOnlySpan<char> value)
    {
        try
        {
            return regex.IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
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
