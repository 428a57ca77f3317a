namespace HybridGroups.Rules.Syntax;

internal sealed class TokenReader(List<Token> tokens)
{
    private int position;

    public Token Current => tokens[position];

    public Token Following => tokens[Math.Min(position + 1, tokens.Count - 1)];

    public bool AtEnd => Current.Kind == TokenKind.End;

    /// <summary>The end is never passed, so that every loop that reads comes to it.</summary>
    public Token Take()
    {
        var token = tokens[position];
        if (token.Kind != TokenKind.End)
        {
            position++;
        }

        return token;
    }
}
