namespace HybridGroups.Rules.Syntax;

internal static class Characters
{
    private const string OpeningCurly = "“„‟«‹‘‚‛″";
    private const string Curly = OpeningCurly + "”»›’′";

    public static bool IsCurlyQuote(char c) => Curly.Contains(c, StringComparison.Ordinal);

    public static bool IsCurlyApostrophe(char c) => c is '‘' or '’' or '‚' or '‛' or '′' or '‹' or '›';

    /// <summary>What word processors and web pages make of a hyphen.</summary>
    public static bool IsDash(char c) => c is '\u2010' or '\u2011' or '\u2012' or '–' or '—' or '\u2015' or '\u2212' or '\uFF0D';

    public static bool IsPlainSpace(char c) => c is ' ' or '\t' or '\r' or '\n';

    /// <summary>Spaces that come along when a rule is copied from a page: no-break, zero width, byte order mark.</summary>
    public static bool IsUnusualSpace(char c) => !IsPlainSpace(c) && (char.IsWhiteSpace(c) || c is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF');

    public static bool StartsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';

    public static bool ContinuesWord(char c, bool startedWithDigit) =>
        StartsWord(c) || c is '.' or '@' || (startedWithDigit && c is ':' or '+');
}
