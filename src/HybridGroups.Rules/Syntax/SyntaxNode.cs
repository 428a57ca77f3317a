using System.Collections.Immutable;
using HybridGroups.Rules.Conditions;

namespace HybridGroups.Rules.Syntax;

internal abstract record SyntaxNode(SourceSpan Span)
{
    /// <param name="MixedWithoutParentheses">An -and stands beside an -or without parentheses that say which comes first.</param>
    public sealed record Or(ImmutableArray<SyntaxNode> Operands, SourceSpan Span, bool MixedWithoutParentheses) : SyntaxNode(Span);

    public sealed record And(ImmutableArray<SyntaxNode> Operands, SourceSpan Span) : SyntaxNode(Span);

    public sealed record Not(SyntaxNode Operand, SourceSpan Span) : SyntaxNode(Span);

    public sealed record Comparison(Token Property, Token OperatorToken, RuleOperator Operator, ValueSyntax Value, SourceSpan Span) : SyntaxNode(Span);

    public sealed record Quantified(Token Property, Token QuantifierToken, Quantifier Quantifier, SyntaxNode Element, SourceSpan Span) : SyntaxNode(Span);

    public sealed record Reports(Token Manager, bool Indirect, bool InParentheses, SourceSpan Span) : SyntaxNode(Span);

    /// <summary>Already reported.</summary>
    public sealed record Faulty(SourceSpan Span) : SyntaxNode(Span);
}
