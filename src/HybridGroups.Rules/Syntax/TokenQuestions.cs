using HybridGroups.Rules.Conditions;

namespace HybridGroups.Rules.Syntax;

/// <summary>What a token may be where the grammar looks at it; a bare word is as good as one with a hyphen.</summary>
internal static class TokenQuestions
{
    public static bool IsName(this Token token) => token.Kind is TokenKind.Word or TokenKind.Operator;

    public static bool IsConnective(this Token token) => token.IsName() && OperatorNames.IsConnective(token.Text);

    public static bool IsNot(this Token token) => token.IsName() && OperatorNames.IsNot(token.Text);

    public static bool IsPlusOrMinus(this Token token) => token.Is("plus") || token.Is("minus");

    public static RuleOperator? AsOperator(this Token token) => token.IsName() ? OperatorNames.Operator(token.Text) : null;

    public static Quantifier? AsQuantifier(this Token token) => token.IsName() ? OperatorNames.QuantifierOf(token.Text) : null;

    /// <summary>user.department, assignedPlan.service, _ : a word that can only be meant as a property.</summary>
    public static bool IsDottedName(this Token token) => token.Kind == TokenKind.Word
        && (token.Text == "_" || (token.Text.Contains('.', StringComparison.Ordinal) && !char.IsAsciiDigit(token.Text[0]) && token.Text[0] != '-'));

    public static bool EndsCondition(this Token token) =>
        token.Kind is TokenKind.End or TokenKind.CloseParenthesis || token.IsConnective();
}
