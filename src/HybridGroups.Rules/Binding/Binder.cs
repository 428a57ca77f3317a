using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Diagnostics;
using HybridGroups.Rules.Properties;
using HybridGroups.Rules.Syntax;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Binding;

/// <summary>Syntax to condition: names, types, and the forms that must stand alone. Null stands for what was reported.</summary>
internal sealed class Binder
{
    private const int MostGroups = 50;

    private readonly RuleDialect dialect;
    private readonly RuleSubject subject;
    private readonly DiagnosticBag diagnostics;
    private readonly NameBinder names;
    private readonly ValueBinder values;

    private Binder(RuleDialect dialect, RuleSubject subject, bool subjectWasGiven, DiagnosticBag diagnostics)
    {
        this.dialect = dialect;
        this.subject = subject;
        this.diagnostics = diagnostics;
        names = new NameBinder(dialect, subject, subjectWasGiven, diagnostics);
        values = new ValueBinder(dialect, diagnostics);
    }

    public static (RuleSubject Subject, Condition? Condition) Bind(SyntaxNode root, RuleDialect dialect, RuleSubject? given, DiagnosticBag diagnostics)
    {
        var about = given ?? SubjectOf(root) ?? RuleSubject.User;
        if (dialect == RuleDialect.Entra && about == RuleSubject.Group)
        {
            about = RuleSubject.User;
        }

        return (about, new Binder(dialect, about, given is not null, diagnostics).Root(root));
    }

    private static RuleSubject? SubjectOf(SyntaxNode node) => node switch
    {
        SyntaxNode.Or or => or.Operands.Select(SubjectOf).FirstOrDefault(s => s is not null),
        SyntaxNode.And and => and.Operands.Select(SubjectOf).FirstOrDefault(s => s is not null),
        SyntaxNode.Not not => SubjectOf(not.Operand),
        SyntaxNode.Comparison comparison => SubjectOf(comparison.Property),
        SyntaxNode.Quantified quantified => SubjectOf(quantified.Property),
        SyntaxNode.Reports => RuleSubject.User,
        _ => null,
    };

    private static RuleSubject? SubjectOf(Token name) =>
        name.Text.StartsWith("user.", StringComparison.OrdinalIgnoreCase) ? RuleSubject.User
        : name.Text.StartsWith("device.", StringComparison.OrdinalIgnoreCase) ? RuleSubject.Device
        : name.Text.StartsWith("group.", StringComparison.OrdinalIgnoreCase) ? RuleSubject.Group
        : null;

    private Condition? Root(SyntaxNode root)
    {
        var condition = Bind(root, collection: null);
        if (dialect == RuleDialect.Entra)
        {
            StandsAlone(root, isRoot: true);
        }

        return condition;
    }

    private void StandsAlone(SyntaxNode node, bool isRoot)
    {
        switch (node)
        {
            case SyntaxNode.Or or:
                Each(or.Operands);
                break;
            case SyntaxNode.And and:
                Each(and.Operands);
                break;
            case SyntaxNode.Not not:
                StandsAlone(not.Operand, isRoot: false);
                break;
            case SyntaxNode.Quantified quantified when !isRoot && quantified.Property.Text.EndsWith(".memberOf", StringComparison.OrdinalIgnoreCase):
                diagnostics.Add(
                    DiagnosticCodes.MemberOfAlone, quantified.Span, "Entra takes memberOf only as the whole rule.", "evaluate the rule here, in the extended dialect");
                break;
            case SyntaxNode.Reports reports when !isRoot || reports.InParentheses:
                diagnostics.Add(
                    DiagnosticCodes.ReportsAlone,
                    reports.Span,
                    "Entra takes direct reports only as the whole rule, without parentheses.",
                    isRoot ? $"Direct Reports for \"{reports.Manager.Text}\"" : "evaluate the rule here, in the extended dialect");
                break;
            default:
                break;
        }

        void Each(IEnumerable<SyntaxNode> operands)
        {
            foreach (var operand in operands)
            {
                StandsAlone(operand, isRoot: false);
            }
        }
    }

    private Condition? Bind(SyntaxNode node, RuleProperty? collection)
    {
        switch (node)
        {
            case SyntaxNode.Or or:
                var alternatives = All(or.Operands, collection);
                if (alternatives is not null && or.MixedWithoutParentheses)
                {
                    Mixed(or, alternatives);
                }

                return alternatives is null ? null : new Condition.Or(alternatives) { Span = or.Span };
            case SyntaxNode.And and:
                return All(and.Operands, collection) is { } conditions ? new Condition.And(conditions) { Span = and.Span } : null;
            case SyntaxNode.Not not:
                return Bind(not.Operand, collection) is { } operand ? new Condition.Not(operand) { Span = not.Span } : null;
            case SyntaxNode.Comparison comparison:
                return Comparison(comparison, collection);
            case SyntaxNode.Quantified quantified:
                return Quantified(quantified, collection);
            case SyntaxNode.Reports reports:
                return Reports(reports, collection);
            default:
                return null;
        }
    }

    // Every operand is bound even after one has failed: all faults are shown in one pass.
    private Sequence<Condition>? All(IEnumerable<SyntaxNode> operands, RuleProperty? collection)
    {
        var bound = operands.Select(o => Bind(o, collection)).ToList();
        return bound.Contains(null) ? null : new Sequence<Condition>(bound.Select(c => c!));
    }

    private void Mixed(SyntaxNode.Or or, Sequence<Condition> alternatives) => diagnostics.Add(
        DiagnosticCodes.MixedConnectors,
        or.Span,
        "-and binds tighter than -or, whatever the order in which they are written. If that is meant, parentheses make it plain.",
        Formatting.RuleFormatter.Format(new Condition.Or(alternatives)));

    private Condition.Comparison? Comparison(SyntaxNode.Comparison comparison, RuleProperty? collection)
    {
        var property = collection is null ? names.Bind(comparison.Property) : names.BindElement(comparison.Property, collection);
        if (property is null)
        {
            return null;
        }

        var value = values.Bind(property, comparison.Operator, comparison.OperatorToken, comparison.Value);
        return value is null ? null : new Condition.Comparison(property, comparison.Operator, value) { Span = comparison.Span };
    }

    private Condition.Quantified? Quantified(SyntaxNode.Quantified quantified, RuleProperty? collection)
    {
        if (collection is not null)
        {
            diagnostics.Add(DiagnosticCodes.LambdaExpected, quantified.Span, "-any and -all cannot stand within one another.");
            return null;
        }

        var property = names.Bind(quantified.Property);
        if (property is null)
        {
            return null;
        }

        if (!property.IsCollection)
        {
            diagnostics.Add(
                DiagnosticCodes.QuantifierOnScalar,
                quantified.QuantifierToken.Span,
                $"{property.Name} has one value, not several.",
                quantified.Element is SyntaxNode.Comparison { Property.Text: "_" } c ? $"{property.Name} {c.Operator.Text()} …" : $"{property.Name} -eq \"…\"");
            return null;
        }

        var element = Bind(quantified.Element, property);
        if (property.Type == PropertyType.Groups && !MemberOf(quantified, property))
        {
            return null;
        }

        return element is null ? null : new Condition.Quantified(property, quantified.Quantifier, element) { Span = quantified.Span };
    }

    private bool MemberOf(SyntaxNode.Quantified quantified, RuleProperty property)
    {
        var form = $"{property.Name} -any (group.objectId -in ['…'])";
        if (quantified.Quantifier != Quantifier.Any)
        {
            diagnostics.Add(DiagnosticCodes.MemberOfForm, quantified.QuantifierToken.Span, "memberOf works with -any only.", form);
            return false;
        }

        switch (quantified.Element)
        {
            case SyntaxNode.Comparison { Operator: RuleOperator.In } comparison:
                var list = comparison.Value as ValueSyntax.List;
                if (dialect == RuleDialect.Entra && list?.Elements.Length > MostGroups)
                {
                    diagnostics.Add(
                        DiagnosticCodes.MemberOfTooMany, list.Elements[MostGroups].Span, $"memberOf takes at most {MostGroups} groups, and this is one more of {list.Elements.Length}.", "make two groups and one of both");
                    return false;
                }

                return true;
            case SyntaxNode.Comparison { Operator: RuleOperator.Equal } when dialect == RuleDialect.Extended:
                return true;
            case SyntaxNode.Comparison comparison:
                diagnostics.Add(DiagnosticCodes.MemberOfForm, comparison.OperatorToken.Span, "memberOf compares group ids with -in only.", form);
                return false;
            case SyntaxNode.Faulty:
                return false;
            default:
                diagnostics.Add(DiagnosticCodes.MemberOfForm, quantified.Element.Span, "memberOf takes one list of group ids and no other condition.", form);
                return false;
        }
    }

    private Condition.Reports? Reports(SyntaxNode.Reports reports, RuleProperty? collection)
    {
        if (collection is not null || subject != RuleSubject.User)
        {
            diagnostics.Add(DiagnosticCodes.ReportsOfUsers, reports.Span, "Only users have a manager.");
            return null;
        }

        if (reports.Indirect && dialect == RuleDialect.Entra)
        {
            diagnostics.Add(DiagnosticCodes.ExtendedOnly, reports.Span, "Entra knows direct reports only.", $"Direct Reports for \"{reports.Manager.Text}\"");
            return null;
        }

        return ManagerId(reports.Manager) ? new Condition.Reports(reports.Manager.Text, reports.Indirect) { Span = reports.Span } : null;
    }

    private bool ManagerId(Token manager)
    {
        var id = manager.Text;
        if (manager.Spoiled || Guid.TryParseExact(id, "D", out _))
        {
            return !manager.Spoiled;
        }

        // Exports and other directories have ids of other forms; a name or an address is never one.
        if (id.Any(char.IsAsciiDigit) && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            diagnostics.Add(DiagnosticCodes.NotAnId, manager.Span, $"\"{id}\" is not an object id as Entra has them.", "00000000-0000-0000-0000-000000000000");
            return true;
        }

        diagnostics.Add(
            DiagnosticCodes.ManagerId, manager.Span, "The object id of the manager is expected, not a name or an address.", "00000000-0000-0000-0000-000000000000");
        return false;
    }
}
