namespace HybridGroups.Rules.Syntax;

internal enum TokenKind
{
    End,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    Comma,

    /// <summary>A quoted text, decoded.</summary>
    Text,

    /// <summary>Anything that begins with a letter, a digit, <c>_</c> or <c>$</c>: names, bare operators, dates, numbers, null.</summary>
    Word,

    /// <summary>A hyphen and letters, the hyphen left out.</summary>
    Operator,
}
