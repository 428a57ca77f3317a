using HybridGroups.Rules.Diagnostics;

namespace HybridGroups.Rules.Syntax;

/// <summary><c>Direct Reports for "id"</c>, and in the extended dialect <c>Indirect Reports for "id"</c>.</summary>
internal static class ReportsParser
{
    public static bool Begins(Token token, Token following) => token.Kind == TokenKind.Word && following.Kind == TokenKind.Word
        && (token.Is("direct") || token.Is("indirect") || (token.Is("directReports") && following.Is("for")))
        && (following.Text.StartsWith("report", StringComparison.OrdinalIgnoreCase) || following.Is("for"));

    public static SyntaxNode Parse(TokenReader tokens, DiagnosticBag diagnostics, bool inParentheses)
    {
        var first = tokens.Take();
        var wellFormed = !first.Is("directReports") && tokens.Current.Is("reports");
        if (!tokens.Current.Is("for"))
        {
            tokens.Take();
        }

        var word = tokens.Current;
        if (word.Is("for"))
        {
            tokens.Take();
        }
        else
        {
            wellFormed = false;
        }

        var value = tokens.Current;
        var span = first.Span.To(value.Kind == TokenKind.End ? word.Span : value.Span);
        if (value.Kind == TokenKind.Text)
        {
            tokens.Take();
            if (wellFormed)
            {
                return new SyntaxNode.Reports(value, first.Is("indirect"), inParentheses, span);
            }
        }
        else if (value.Kind == TokenKind.Word && !value.IsConnective())
        {
            tokens.Take();
        }

        if (!value.Spoiled)
        {
            diagnostics.Add(
                DiagnosticCodes.ReportsMalformed,
                span,
                "A direct reports rule consists of these words and the quoted object id of the manager.",
                "Direct Reports for \"00000000-0000-0000-0000-000000000000\"");
        }

        return new SyntaxNode.Faulty(span);
    }
}
