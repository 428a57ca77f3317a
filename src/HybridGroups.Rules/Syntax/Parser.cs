using HybridGroups.Rules.Diagnostics;

namespace HybridGroups.Rules.Syntax;

/// <summary>
/// Tokens to a tree. Between two conditions it knows only two states: a condition must come, or a connective may.
/// Every fault is reported where it stands and reading goes on behind it.
/// </summary>
internal sealed class Parser
{
    private readonly TokenReader tokens;
    private readonly DiagnosticBag diagnostics;
    private readonly ComparisonParser comparisons;
    private readonly Stack<ExpressionFrame> frames = new();
    private bool conditionExpected = true;
    private bool lastWasFaulty;

    private Parser(List<Token> tokens, DiagnosticBag diagnostics)
    {
        this.tokens = new TokenReader(tokens);
        this.diagnostics = diagnostics;
        comparisons = new ComparisonParser(this.tokens, diagnostics);
    }

    public static SyntaxNode Parse(string rule, DiagnosticBag diagnostics) =>
        new Parser(Lexer.Tokens(rule, diagnostics), diagnostics).Rule();

    private SyntaxNode Rule()
    {
        if (tokens.AtEnd)
        {
            if (!diagnostics.HasErrors)
            {
                diagnostics.Add(
                    DiagnosticCodes.Empty, new SourceSpan(0, tokens.Current.Span.Start), "The rule is empty.", "user.accountEnabled -eq true");
            }

            return new SyntaxNode.Faulty(tokens.Current.Span);
        }

        frames.Push(new ExpressionFrame { Opening = new SourceSpan(0, 0) });
        while (!tokens.AtEnd)
        {
            if (conditionExpected)
            {
                Condition();
            }
            else
            {
                Connective();
            }
        }

        return End();
    }

    private SyntaxNode End()
    {
        var cutShort = tokens.Current.Spoiled;
        if (conditionExpected && !cutShort)
        {
            diagnostics.Add(
                DiagnosticCodes.ConditionExpected,
                LastCharacter(),
                "The rule ends where a condition is expected.",
                "add a condition, or take the last connective away");
        }

        while (frames.Count > 1)
        {
            if (!cutShort)
            {
                diagnostics.Add(
                    DiagnosticCodes.ParenthesisNotClosed, frames.Peek().Opening, "The parenthesis that opens here is never closed.", "add )");
            }

            Close(tokens.Current.Span);
        }

        return frames.Pop().Finish();
    }

    private SourceSpan LastCharacter() => new(Math.Max(0, tokens.Current.Span.Start - 1), Math.Min(1, tokens.Current.Span.Start));

    private void Condition()
    {
        var token = tokens.Current;
        if (token.Kind == TokenKind.OpenParenthesis)
        {
            tokens.Take();
            frames.Push(new ExpressionFrame { Opening = token.Span });
        }
        else if (token.IsNot())
        {
            tokens.Take();
            frames.Peek().Negate(token.Span);
        }
        else if (token.IsConnective())
        {
            tokens.Take();
            diagnostics.Add(
                DiagnosticCodes.ConditionExpected, token.Span, $"A condition is expected before \"{token.Text}\".", $"take \"{token.Text}\" away");
        }
        else if (token.Kind == TokenKind.CloseParenthesis)
        {
            diagnostics.Add(DiagnosticCodes.ConditionExpected, token.Span, "A condition is expected before this parenthesis.");
            Operand(new SyntaxNode.Faulty(token.Span));
        }
        else if (ReportsParser.Begins(token, tokens.Following))
        {
            Operand(ReportsParser.Parse(tokens, diagnostics, frames.Count > 1));
        }
        else
        {
            var condition = comparisons.Parse(out var lambda);
            if (lambda is { } opened)
            {
                frames.Push(opened);
            }
            else
            {
                Operand(condition);
            }
        }
    }

    private void Operand(SyntaxNode node)
    {
        frames.Peek().Add(node);
        conditionExpected = false;
        lastWasFaulty = node is SyntaxNode.Faulty;
    }

    private void Connective()
    {
        var token = tokens.Current;
        if (token.IsConnective())
        {
            tokens.Take();
            if (token.Is("or"))
            {
                frames.Peek().NextAlternative();
            }

            conditionExpected = true;
        }
        else if (token.Kind == TokenKind.CloseParenthesis)
        {
            tokens.Take();
            if (frames.Count > 1)
            {
                Close(token.Span);
            }
            else
            {
                diagnostics.Add(
                    DiagnosticCodes.ParenthesisNotOpened, token.Span, "This parenthesis closes nothing.", "take it away, or open one before the condition it should close");
            }
        }
        else if (token.Kind == TokenKind.OpenParenthesis || token.IsNot() || token.IsDottedName() || ReportsParser.Begins(token, tokens.Following))
        {
            if (!lastWasFaulty)
            {
                diagnostics.Add(
                    DiagnosticCodes.ConnectorMissing, token.Span, "Two conditions stand side by side without a connective.", "write -and or -or between them");
            }

            conditionExpected = true;
        }
        else
        {
            Stray(tokens.Take());
        }
    }

    private void Stray(Token token)
    {
        if (lastWasFaulty || token.Spoiled)
        {
            return;
        }

        lastWasFaulty = true;
        var (message, suggestion) = token.Kind switch
        {
            TokenKind.Text => ("A second text follows the value.", "a double quote inside a text is written `\"; several values need -in [\"…\",\"…\"]"),
            TokenKind.CloseBracket => ("This bracket closes nothing.", "take it away"),
            TokenKind.OpenBracket => ("A list can only stand behind -in or -notIn.", null),
            TokenKind.Comma => ("A comma can only stand inside [ ].", "several values need -in [\"…\",\"…\"]"),
            TokenKind.Operator when token.IsPlusOrMinus() => ("Only system.now can be followed by -plus or -minus.", null),
            TokenKind.Operator => ($"\"-{token.Text}\" cannot follow a complete condition.", OperatorNames.Suggest(token.Text) ?? "connect conditions with -and or -or"),
            _ => ($"\"{token.Text}\" cannot follow a complete condition.", OperatorNames.Suggest(token.Text) ?? "take it away, or quote it together with the value before it"),
        };
        diagnostics.Add(DiagnosticCodes.Unexpected, token.Span, message, suggestion);
    }

    private void Close(SourceSpan end)
    {
        var frame = frames.Pop();
        var node = frame.Finish();
        if (frame.Lambda is { } lambda)
        {
            node = new SyntaxNode.Quantified(lambda.Property, lambda.Token, lambda.Quantifier, node, lambda.Property.Span.To(end));
        }

        var wasFaulty = lastWasFaulty && node is SyntaxNode.Faulty;
        Operand(node);
        lastWasFaulty = wasFaulty;
    }
}
