using System.Text;
using HybridGroups.Rules.Diagnostics;

namespace HybridGroups.Rules.Syntax;

/// <summary>Quoted text: straight double or single quotes, `" for a quote character, '' for an apostrophe.</summary>
internal sealed class TextScanner(string rule, DiagnosticBag diagnostics)
{
    /// <summary>
    /// The text that begins at <paramref name="start"/>, or null when it is never closed. In that case the fault was reported
    /// and tokens behind it are taken back, for they are parts of texts read inside out.
    /// </summary>
    public Token? Read(int start, List<Token> before)
    {
        var opening = rule[start];
        if (Characters.IsCurlyQuote(opening))
        {
            return Curly(start);
        }

        return opening == '`' ? Quotation(start, before) : Straight(start, opening, before);
    }

    private Token? Straight(int start, char quote, List<Token> before)
    {
        var text = new StringBuilder();
        var apostrophes = new List<int>();
        var at = start + 1;
        while (at < rule.Length)
        {
            var c = rule[at];
            var next = at + 1 < rule.Length ? rule[at + 1] : '\0';
            if (c == '\'' && next == '\'')
            {
                text.Append('\'');
                at += 2;
            }
            else if (c == '`' && next == '"' && !ClosesBehindBacktick(at, quote))
            {
                text.Append('"');
                at += 2;
            }
            else if (c == quote)
            {
                foreach (var apostrophe in apostrophes)
                {
                    diagnostics.Add(
                        DiagnosticCodes.LoneApostrophe, new SourceSpan(apostrophe, 1), "Entra wants an apostrophe doubled, even inside double quotes.", "''");
                }

                return new Token(TokenKind.Text, text.ToString(), new SourceSpan(start, at + 1 - start));
            }
            else
            {
                if (c == '\'')
                {
                    apostrophes.Add(at);
                }

                text.Append(c);
                at++;
            }
        }

        NotClosed(start, quote, before);
        return null;
    }

    // "a`" with nothing but the end of the rule behind it: the backtick belongs to the text, and the quote closes it.
    private bool ClosesBehindBacktick(int backtick, char quote) => quote == '"' && rule.IndexOf('"', backtick + 2) < 0;

    /// <summary>`"Sales`" as a whole value, as documented: the quotes are part of it.</summary>
    private Token? Quotation(int start, List<Token> before)
    {
        var end = rule.IndexOf("`\"", start + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            NotClosed(start, '"', before);
            return null;
        }

        var inner = rule[(start + 2)..end].Replace("''", "'", StringComparison.Ordinal);
        return new Token(TokenKind.Text, $"\"{inner}\"", new SourceSpan(start, end + 2 - start));
    }

    private Token Curly(int start)
    {
        var straight = Characters.IsCurlyApostrophe(rule[start]) ? '\'' : '"';
        var end = start + 1;
        while (end < rule.Length && !Characters.IsCurlyQuote(rule[end]) && rule[end] != straight)
        {
            end++;
        }

        var text = rule[(start + 1)..end];
        var span = new SourceSpan(start, Math.Min(end + 1, rule.Length) - start);
        diagnostics.Add(
            DiagnosticCodes.CurlyQuote,
            span,
            $"The curly quote {rule[start]} does not begin a text.",
            end < rule.Length ? RuleText.Quote(text) : "use straight quotes: \"");
        return new Token(TokenKind.Text, text, span, Spoiled: true);
    }

    private void NotClosed(int start, char quote, List<Token> before)
    {
        // A quote forgotten early in the rule is noticed only at its end. The text that swallowed conditions is where it was.
        var swallower = before.FindIndex(t => t.Kind == TokenKind.Text && rule[t.Span.Start] == quote && SwallowedConditions(t.Text));
        var fault = swallower >= 0 ? before[swallower].Span.Start : start;
        if (swallower >= 0)
        {
            before.RemoveRange(swallower, before.Count - swallower);
        }

        var curly = fault + 1;
        while (curly < rule.Length && !Characters.IsCurlyQuote(rule[curly]))
        {
            curly++;
        }

        var length = rule.Length - fault;
        if (curly < rule.Length)
        {
            diagnostics.Add(
                DiagnosticCodes.CurlyQuote,
                new SourceSpan(curly, 1),
                $"The text that begins at {fault} with {quote} cannot be closed by the curly quote {rule[curly]}.",
                quote.ToString());
        }
        else
        {
            diagnostics.Add(
                DiagnosticCodes.UnterminatedString,
                new SourceSpan(fault, length),
                "The text that begins here is never closed.",
                quote == '\'' ? "close it with '; an apostrophe inside a text is written ''" : "close it with \"");
        }

        before.Add(new Token(TokenKind.Text, rule[(fault + 1)..], new SourceSpan(fault, length), Spoiled: true));
        before.Add(new Token(TokenKind.End, string.Empty, new SourceSpan(rule.Length, 0), Spoiled: true));
    }

    private static bool SwallowedConditions(string text) =>
        text.Contains("user.", StringComparison.OrdinalIgnoreCase)
        || text.Contains("device.", StringComparison.OrdinalIgnoreCase)
        || text.Contains(" -and ", StringComparison.OrdinalIgnoreCase)
        || text.Contains(" -or ", StringComparison.OrdinalIgnoreCase);
}
