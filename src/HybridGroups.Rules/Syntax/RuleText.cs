namespace HybridGroups.Rules.Syntax;

/// <summary>How a text is written so that Entra and this language read the same text back.</summary>
internal static class RuleText
{
    public static string Quote(string text)
    {
        // A backtick right before the closing double quote would make that quote part of the text.
        var quote = text.EndsWith('`') ? '\'' : '"';
        var inner = text.Replace("'", "''", StringComparison.Ordinal).Replace("\"", "`\"", StringComparison.Ordinal);
        return $"{quote}{inner}{quote}";
    }
}
