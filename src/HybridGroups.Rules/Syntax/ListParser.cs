using System.Collections.Immutable;
using HybridGroups.Rules.Diagnostics;

namespace HybridGroups.Rules.Syntax;

internal sealed class ListParser(TokenReader tokens, DiagnosticBag diagnostics, ValueParser values)
{
    public ValueSyntax Parse()
    {
        var open = tokens.Take();
        var elements = ImmutableArray.CreateBuilder<ValueSyntax>();
        var last = open;
        var elementExpected = true;
        while (true)
        {
            var token = tokens.Current;
            if (token.Kind == TokenKind.CloseBracket)
            {
                if (elementExpected)
                {
                    diagnostics.Add(
                        DiagnosticCodes.ListMalformed,
                        elements.Count == 0 ? open.Span.To(token.Span) : last.Span,
                        elements.Count == 0 ? "The list is empty." : "A value is missing behind the last comma.",
                        elements.Count == 0 ? "[\"…\"]" : "take the comma away");
                }

                tokens.Take();
                return new ValueSyntax.List(elements.ToImmutable(), open.Span.To(token.Span));
            }

            if (token.Kind is TokenKind.End or TokenKind.CloseParenthesis or TokenKind.OpenParenthesis or TokenKind.Operator || token.IsConnective())
            {
                if (!token.Spoiled)
                {
                    diagnostics.Add(DiagnosticCodes.ListMalformed, open.Span, "The list that opens here is never closed.", "add ]");
                }

                return new ValueSyntax.Faulty(open.Span.To(last.Span));
            }

            Element(token, elements, ref elementExpected);
            last = token;
        }
    }

    private void Element(Token token, ImmutableArray<ValueSyntax>.Builder elements, ref bool elementExpected)
    {
        if (token.Kind == TokenKind.Comma)
        {
            tokens.Take();
            if (elementExpected)
            {
                diagnostics.Add(DiagnosticCodes.ListMalformed, token.Span, "A value is missing before this comma.", "take the comma away");
            }

            elementExpected = true;
            return;
        }

        if (!elementExpected && !token.Spoiled)
        {
            diagnostics.Add(DiagnosticCodes.ListMalformed, token.Span, "A comma is missing before this value.", ",");
        }

        elementExpected = false;
        if (token.Kind == TokenKind.OpenBracket)
        {
            tokens.Take();
            diagnostics.Add(DiagnosticCodes.ListMalformed, token.Span, "A list cannot hold a list.");
            return;
        }

        elements.Add(token.Kind == TokenKind.Text ? Text(tokens.Take()) : values.Word());
    }

    private static ValueSyntax.Text Text(Token token) => new(token.Text, token.Span, token.Spoiled);
}
