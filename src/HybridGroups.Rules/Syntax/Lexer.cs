using HybridGroups.Rules.Diagnostics;

namespace HybridGroups.Rules.Syntax;

/// <summary>Characters to tokens. Reports what it cannot read and carries on behind it.</summary>
internal sealed class Lexer
{
    private readonly string rule;
    private readonly DiagnosticBag diagnostics;
    private readonly TextScanner texts;
    private readonly List<Token> tokens = [];
    private int position;

    private Lexer(string rule, DiagnosticBag diagnostics)
    {
        this.rule = rule;
        this.diagnostics = diagnostics;
        texts = new TextScanner(rule, diagnostics);
    }

    private char Next => position + 1 < rule.Length ? rule[position + 1] : '\0';

    public static List<Token> Tokens(string rule, DiagnosticBag diagnostics)
    {
        var lexer = new Lexer(rule, diagnostics);
        lexer.ReadAll();
        return lexer.tokens;
    }

    private void ReadAll()
    {
        while (position < rule.Length)
        {
            if (!Read(rule[position]))
            {
                break;
            }
        }

        tokens.Add(new Token(TokenKind.End, string.Empty, new SourceSpan(rule.Length, 0)));
    }

    /// <summary>False when the rest of the rule cannot be read because a quote is left open.</summary>
    private bool Read(char c)
    {
        switch (c)
        {
            case '(': return Single(TokenKind.OpenParenthesis);
            case ')': return Single(TokenKind.CloseParenthesis);
            case '[': return Single(TokenKind.OpenBracket);
            case ']': return Single(TokenKind.CloseBracket);
            case ',': return Single(TokenKind.Comma);
            case '"' or '\'': return Text();
            case '`' when Next == '"': return Text();
            case '\\': return Backslash();
            default: break;
        }

        if (Characters.IsPlainSpace(c))
        {
            position++;
        }
        else if (Characters.IsUnusualSpace(c))
        {
            UnusualSpaces();
        }
        else if (Characters.IsCurlyQuote(c))
        {
            return Text();
        }
        else if (c == '-' && char.IsAsciiDigit(Next))
        {
            Word();
        }
        else if (c == '-' || Characters.IsDash(c))
        {
            Hyphen(c);
        }
        else if (Characters.StartsWord(c))
        {
            Word();
        }
        else
        {
            Symbol();
        }

        return true;
    }

    private bool Single(TokenKind kind)
    {
        tokens.Add(new Token(kind, rule.Substring(position, 1), new SourceSpan(position, 1)));
        position++;
        return true;
    }

    private bool Text()
    {
        var text = texts.Read(position, tokens);
        if (text is null)
        {
            position = rule.Length;
            return false;
        }

        tokens.Add(text.Value);
        position = text.Value.Span.End;
        return true;
    }

    private bool Backslash()
    {
        diagnostics.Add(
            DiagnosticCodes.Backslash,
            new SourceSpan(position, 1),
            "A backslash escapes nothing in a rule.",
            Next == '"' ? "leave the backslash out; inside a text, a double quote is written `\"" : "leave the backslash out");
        position++;
        return true;
    }

    private void UnusualSpaces()
    {
        var start = position;
        while (position < rule.Length && Characters.IsUnusualSpace(rule[position]))
        {
            position++;
        }

        diagnostics.Add(
            DiagnosticCodes.UnusualSpace,
            new SourceSpan(start, position - start),
            $"U+{(int)rule[start]:X4} is taken as a space. Entra may refuse it.",
            "use a plain space");
    }

    private void Hyphen(char c)
    {
        var start = position++;
        var letters = position;
        while (position < rule.Length && char.IsLetterOrDigit(rule[position]))
        {
            position++;
        }

        var span = new SourceSpan(start, position - start);
        if (position == letters)
        {
            diagnostics.Add(DiagnosticCodes.Unexpected, span, "A hyphen stands alone.", "write the operator right behind it: -eq, -and");
            return;
        }

        var name = rule[letters..position];
        if (c != '-')
        {
            diagnostics.Add(
                DiagnosticCodes.DashIsNoHyphen, new SourceSpan(start, 1), $"The dash U+{(int)c:X4} is taken as a hyphen.", $"-{name}");
        }

        var spoiled = false;
        if (tokens.Count > 0 && tokens[^1].Kind == TokenKind.Word && tokens[^1].Span.End == start)
        {
            diagnostics.Add(
                DiagnosticCodes.SpaceMissing, new SourceSpan(start, 1), $"A space is missing before \"-{name}\".", $"{tokens[^1].Text} -{name}");
            spoiled = true;
        }

        tokens.Add(new Token(TokenKind.Operator, name, span, spoiled));
    }

    private void Word()
    {
        var start = position++;
        var startedWithDigit = rule[start] == '-' || char.IsAsciiDigit(rule[start]);
        while (position < rule.Length)
        {
            var c = rule[position];
            var hyphenInside = c == '-' && char.IsLetterOrDigit(Next) && !OperatorFollows(start);
            if (!hyphenInside && !Characters.ContinuesWord(c, startedWithDigit))
            {
                break;
            }

            position++;
        }

        tokens.Add(new Token(TokenKind.Word, rule[start..position], new SourceSpan(start, position - start)));
    }

    // user.department-eq: the hyphen begins an operator and its space is missing. In Built-in it is part of the word.
    private bool OperatorFollows(int wordStart)
    {
        var end = position + 1;
        while (end < rule.Length && char.IsLetterOrDigit(rule[end]))
        {
            end++;
        }

        var before = rule.AsSpan(wordStart, position - wordStart);
        return (before.Contains('.') || before is "_" || OperatorNames.IsLiteral(before))
            && OperatorNames.IsKnown(rule.AsSpan(position + 1, end - position - 1));
    }

    private void Symbol()
    {
        foreach (var (symbol, name) in OperatorNames.OfOtherLanguages)
        {
            if (string.CompareOrdinal(rule, position, symbol, 0, symbol.Length) == 0)
            {
                var span = new SourceSpan(position, symbol.Length);
                diagnostics.Add(DiagnosticCodes.InvalidCharacter, span, $"\"{symbol}\" is no operator of the rule language.", $"-{name}");
                tokens.Add(new Token(TokenKind.Operator, name, span, Spoiled: true));
                position += symbol.Length;
                return;
            }
        }

        var length = char.IsSurrogatePair(rule[position], Next) ? 2 : 1;
        var character = rule.Substring(position, length);
        var shown = char.IsControl(character[0]) || char.IsSurrogate(character[0]) ? $"U+{(int)character[0]:X4}" : character;
        diagnostics.Add(
            DiagnosticCodes.InvalidCharacter, new SourceSpan(position, length), $"The character {shown} has no meaning outside quotes.", "leave it out, or quote the text it belongs to");
        position += length;
    }
}
