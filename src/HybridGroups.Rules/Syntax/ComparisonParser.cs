using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Diagnostics;

namespace HybridGroups.Rules.Syntax;

/// <summary>Property, operator, value; or property, quantifier, lambda.</summary>
internal sealed class ComparisonParser(TokenReader tokens, DiagnosticBag diagnostics)
{
    private readonly ValueParser values = new(tokens, diagnostics);

    /// <param name="lambda">Set when a lambda in parentheses was opened: its conditions are read like any others.</param>
    public SyntaxNode Parse(out ExpressionFrame? lambda)
    {
        lambda = null;
        var property = tokens.Current;
        if (property.Kind != TokenKind.Word || property.AsOperator() is not null)
        {
            return NotAProperty();
        }

        tokens.Take();
        var next = tokens.Current;
        if (next.AsQuantifier() is { } quantifier)
        {
            tokens.Take();
            return Quantified(property, next, quantifier, out lambda);
        }

        if (next.AsOperator() is { } op)
        {
            tokens.Take();
            return Comparison(property, next, op);
        }

        return OperatorFault(property, next);
    }

    private SyntaxNode.Comparison Comparison(Token property, Token operatorToken, RuleOperator op)
    {
        var value = values.Parse(operatorToken);
        return new SyntaxNode.Comparison(property, operatorToken, op, value, property.Span.To(value.Span));
    }

    private SyntaxNode Quantified(Token property, Token token, Quantifier quantifier, out ExpressionFrame? lambda)
    {
        lambda = null;
        var next = tokens.Current;
        if (next.Kind == TokenKind.OpenParenthesis)
        {
            tokens.Take();
            lambda = new ExpressionFrame { Opening = next.Span, Lambda = (property, token, quantifier) };
            return new SyntaxNode.Faulty(property.Span);
        }

        if (next.Is("_") && tokens.Following.AsOperator() is { } op)
        {
            var element = tokens.Take();
            var comparison = Comparison(element, tokens.Take(), op);
            return new SyntaxNode.Quantified(property, token, quantifier, comparison, property.Span.To(comparison.Span));
        }

        var condition = next.Kind == TokenKind.Word && !next.IsConnective() ? Parse(out _) : new SyntaxNode.Faulty(token.Span);
        diagnostics.Add(
            DiagnosticCodes.LambdaExpected,
            token.Span,
            $"Behind -{token.Text.ToLowerInvariant()} a condition on the element is expected.",
            condition is SyntaxNode.Faulty ? $"-{token.Text.ToLowerInvariant()} (_ -startsWith \"…\")" : "put the condition in parentheses");
        return new SyntaxNode.Faulty(property.Span.To(condition.Span));
    }

    private SyntaxNode.Faulty OperatorFault(Token property, Token next)
    {
        if (next.IsNot() && OperatorNames.IsLiteral(tokens.Following.Text))
        {
            tokens.Take();
            tokens.Take();
            diagnostics.Add(DiagnosticCodes.UnknownOperator, next.Span, "-not negates a condition; it does not compare.", $"{property.Text} -ne null");
        }
        else if (next.EndsCondition() || next.IsNot() || next.Kind == TokenKind.OpenParenthesis || next.IsDottedName())
        {
            diagnostics.Add(
                DiagnosticCodes.OperatorExpected, property.Span, $"An operator and a value are expected behind \"{property.Text}\".", $"{property.Text} -eq …");
        }
        else if (next.IsName())
        {
            tokens.Take();
            diagnostics.Add(
                DiagnosticCodes.UnknownOperator, next.Span, $"\"{next.Text}\" is not an operator.", OperatorNames.Suggest(next.Text));
            values.Skip();
        }
        else
        {
            diagnostics.Add(
                DiagnosticCodes.OperatorExpected, next.Span, $"An operator is expected between \"{property.Text}\" and the value.", $"{property.Text} -eq …");
            values.Skip();
        }

        return new SyntaxNode.Faulty(property.Span);
    }

    private SyntaxNode.Faulty NotAProperty()
    {
        var first = tokens.Take();
        if (first.Kind is TokenKind.Text && tokens.Current.AsOperator() is not null && tokens.Following.Kind == TokenKind.Word)
        {
            var op = tokens.Take();
            var property = tokens.Take();
            diagnostics.Add(
                DiagnosticCodes.ValueFirst,
                first.Span.To(property.Span),
                "The property comes first, then the operator, then the value.",
                $"{property.Text} -{op.Text} {RuleText.Quote(first.Text)}");
        }
        else if (first.AsOperator() is not null)
        {
            diagnostics.Add(DiagnosticCodes.ConditionExpected, first.Span, $"A property is expected before \"{first.Text}\".");
            values.Skip();
        }
        else if (!first.Spoiled)
        {
            diagnostics.Add(
                DiagnosticCodes.ConditionExpected, first.Span, "A condition begins with a property.", "user.department -eq \"…\"");
        }

        return new SyntaxNode.Faulty(first.Span);
    }
}
