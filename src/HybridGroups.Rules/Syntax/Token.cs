namespace HybridGroups.Rules.Syntax;

/// <param name="Spoiled">A fault was reported inside it: what follows from the fault need not be said again.</param>
internal readonly record struct Token(TokenKind Kind, string Text, SourceSpan Span, bool Spoiled = false)
{
    public bool Is(string word) => Kind is TokenKind.Word or TokenKind.Operator && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}
