using HybridGroups.Rules.Diagnostics;

namespace HybridGroups.Rules.Syntax;

internal sealed class ValueParser(TokenReader tokens, DiagnosticBag diagnostics)
{
    public ValueSyntax Parse(Token operatorToken)
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case TokenKind.Text:
                tokens.Take();
                return new ValueSyntax.Text(token.Text, token.Span, token.Spoiled);
            case TokenKind.OpenBracket:
                return new ListParser(tokens, diagnostics, this).Parse();
            case TokenKind.Word when !token.IsConnective() && !token.IsNot():
                return Word();
            case TokenKind.OpenParenthesis when tokens.Following.Is("system.now"):
                return NowInParentheses();
            case TokenKind.OpenParenthesis when tokens.Following.Kind is TokenKind.Text:
                return InParentheses(operatorToken);
            default:
                diagnostics.Add(
                    DiagnosticCodes.ValueExpected, operatorToken.Span, $"A value is expected behind \"{operatorToken.Text}\".", "a quoted text, true, false or null");
                return new ValueSyntax.Faulty(operatorToken.Span);
        }
    }

    /// <summary>Passes over a value whose operator is unknown already.</summary>
    public void Skip()
    {
        if (tokens.Current.Kind is TokenKind.Text || (tokens.Current.Kind is TokenKind.Word && !tokens.Current.IsConnective() && !tokens.Current.IsDottedName()))
        {
            tokens.Take();
        }
        else if (tokens.Current.Kind == TokenKind.OpenBracket)
        {
            SkipTo(TokenKind.CloseBracket);
        }
    }

    public ValueSyntax Word()
    {
        var token = tokens.Take();
        if (token.Is("true") || token.Is("false"))
        {
            return new ValueSyntax.Boolean(token.Is("true"), token.Span);
        }

        if (token.Is("null") || token.Is("$null"))
        {
            return new ValueSyntax.Null(token.Span);
        }

        if (token.Is("system.now"))
        {
            return Now(token);
        }

        if (IsNumber(token.Text))
        {
            return new ValueSyntax.Number(token.Text, token.Span);
        }

        return LooksLikeDate(token.Text) ? new ValueSyntax.Date(token.Text, token.Span) : Unquoted(token);
    }

    private ValueSyntax.Faulty Unquoted(Token first)
    {
        if (first.Text.StartsWith("user.", StringComparison.OrdinalIgnoreCase) || first.Text.StartsWith("device.", StringComparison.OrdinalIgnoreCase))
        {
            diagnostics.Add(
                DiagnosticCodes.PropertyAsValue,
                first.Span,
                $"A property can be compared with a value only, not with another property.",
                $"if the text is meant: {RuleText.Quote(first.Text)}");
            return new ValueSyntax.Faulty(first.Span);
        }

        var text = first.Text;
        var span = first.Span;
        while (tokens.Current.Kind == TokenKind.Word && !tokens.Current.IsConnective() && !tokens.Current.IsNot()
            && !tokens.Current.IsDottedName() && tokens.Current.AsOperator() is null)
        {
            var more = tokens.Take();
            text = $"{text} {more.Text}";
            span = span.To(more.Span);
        }

        var now = first.Text.StartsWith("system.", StringComparison.OrdinalIgnoreCase);
        diagnostics.Add(
            now ? DiagnosticCodes.NowNotAllowed : DiagnosticCodes.UnquotedValue,
            span,
            now ? $"\"{text}\" is unknown; the only thing of the system is its time." : $"The text {text} is not quoted.",
            now ? "system.now" : RuleText.Quote(text));
        return new ValueSyntax.Faulty(span);
    }

    private ValueSyntax Now(Token now)
    {
        if (!tokens.Current.IsPlusOrMinus())
        {
            return new ValueSyntax.Now(Minus: false, Duration: null, now.Span);
        }

        var sign = tokens.Take();
        var duration = tokens.Current;
        if (duration.Kind != TokenKind.Word || duration.IsConnective())
        {
            var quoted = duration.Kind == TokenKind.Text;
            diagnostics.Add(
                DiagnosticCodes.DurationMalformed,
                quoted ? duration.Span : sign.Span,
                $"An ISO 8601 duration without quotes is expected behind \"{sign.Text}\".",
                quoted ? duration.Text : "P7D (days), P1M (months), PT12H (hours)");
            if (quoted || duration.Kind == TokenKind.Operator)
            {
                tokens.Take();
            }

            return new ValueSyntax.Faulty(now.Span.To(sign.Span));
        }

        tokens.Take();
        while (tokens.Current.IsPlusOrMinus())
        {
            var again = tokens.Take();
            diagnostics.Add(
                DiagnosticCodes.DurationChained, again.Span, "system.now takes one duration only.", "put it all in one: P1M7DT3H");
            if (tokens.Current.Kind == TokenKind.Word && !tokens.Current.IsConnective())
            {
                tokens.Take();
            }
        }

        return new ValueSyntax.Now(sign.Is("minus"), duration, now.Span.To(duration.Span));
    }

    private ValueSyntax NowInParentheses()
    {
        var open = tokens.Take();
        var value = Now(tokens.Take());
        if (tokens.Current.Kind == TokenKind.CloseParenthesis)
        {
            return value with { Span = open.Span.To(tokens.Take().Span) };
        }

        diagnostics.Add(DiagnosticCodes.ParenthesisNotClosed, open.Span, "The parenthesis round system.now is not closed.", "add )");
        return value;
    }

    private ValueSyntax.Faulty InParentheses(Token operatorToken)
    {
        var open = tokens.Current;
        var texts = new List<string>();
        while (tokens.Current.Kind is TokenKind.OpenParenthesis or TokenKind.Text or TokenKind.Comma)
        {
            var token = tokens.Take();
            if (token.Kind == TokenKind.Text)
            {
                texts.Add(RuleText.Quote(token.Text));
            }
        }

        var close = tokens.Current.Kind == TokenKind.CloseParenthesis ? tokens.Take() : open;
        var list = operatorToken.AsOperator()!.Value is Conditions.RuleOperator.In or Conditions.RuleOperator.NotIn;
        diagnostics.Add(
            list ? DiagnosticCodes.ListMalformed : DiagnosticCodes.ValueExpected,
            open.Span.To(close.Span),
            list ? "A list stands in brackets, not in parentheses." : "A value stands without parentheses.",
            list ? $"[{string.Join(',', texts)}]" : texts[0]);
        return new ValueSyntax.Faulty(open.Span.To(close.Span));
    }

    private void SkipTo(TokenKind kind)
    {
        while (!tokens.AtEnd && tokens.Current.Kind != kind && !tokens.Current.IsConnective())
        {
            tokens.Take();
        }

        if (tokens.Current.Kind == kind)
        {
            tokens.Take();
        }
    }

    private static bool IsNumber(string text)
    {
        var digits = text.AsSpan(text[0] == '-' ? 1 : 0);
        var point = digits.IndexOf('.');
        return point < 0
            ? digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9')
            : point > 0 && point < digits.Length - 1
                && !digits[..point].ContainsAnyExceptInRange('0', '9') && !digits[(point + 1)..].ContainsAnyExceptInRange('0', '9');
    }

    private static bool LooksLikeDate(string text) =>
        text.Length > 5 && !text.AsSpan(0, 4).ContainsAnyExceptInRange('0', '9') && text[4] == '-' && char.IsAsciiDigit(text[5]);
}
