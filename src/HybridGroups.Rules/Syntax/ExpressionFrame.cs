using HybridGroups.Rules.Conditions;

namespace HybridGroups.Rules.Syntax;

/// <summary>
/// One level of parentheses while it is being read. Levels are kept on a list, not on the call stack: a rule may open
/// as many parentheses as it has characters.
/// </summary>
internal sealed class ExpressionFrame
{
    private readonly List<SyntaxNode> alternatives = [];
    private readonly List<SyntaxNode> conditions = [];
    private readonly List<SourceSpan> negations = [];
    private bool joined;

    public required SourceSpan Opening { get; init; }

    /// <summary>The property and quantifier whose lambda this level is.</summary>
    public (Token Property, Token Token, Quantifier Quantifier)? Lambda { get; init; }

    public void Negate(SourceSpan span) => negations.Add(span);

    public void Add(SyntaxNode node)
    {
        for (var i = negations.Count - 1; i >= 0; i--)
        {
            node = new SyntaxNode.Not(node, negations[i].To(node.Span));
        }

        negations.Clear();
        conditions.Add(node);
    }

    public void NextAlternative() => alternatives.Add(Conjunction());

    public SyntaxNode Finish()
    {
        alternatives.Add(Conjunction());
        return alternatives.Count == 1
            ? alternatives[0]
            : new SyntaxNode.Or([.. alternatives], alternatives[0].Span.To(alternatives[^1].Span), joined);
    }

    private SyntaxNode Conjunction()
    {
        SyntaxNode node = conditions.Count switch
        {
            0 => new SyntaxNode.Faulty(Opening),
            1 => conditions[0],
            _ => new SyntaxNode.And([.. conditions], conditions[0].Span.To(conditions[^1].Span)),
        };
        joined |= conditions.Count > 1;
        conditions.Clear();
        return node;
    }
}
