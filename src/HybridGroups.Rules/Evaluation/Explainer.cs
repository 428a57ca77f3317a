using System.Collections.Immutable;
using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Formatting;
using HybridGroups.Rules.Population;
using HybridGroups.Rules.Properties;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Evaluation;

/// <summary>Evaluates one rule on one object and keeps every intermediate result. Every part is evaluated, decisive or not.</summary>
public sealed class Explainer
{
    private static readonly Sequence<Sequence<string?>> Nothing = new([]);

    private readonly DirectoryObject subject;
    private readonly DateTimeOffset now;

    private Explainer(DirectoryObject subject, DateTimeOffset now)
    {
        this.subject = subject;
        this.now = now;
    }

    public static Explanation Explain(Condition condition, DirectoryObject subject, DateTimeOffset now) => new Explainer(subject, now).Explain(condition);

    private Explanation Explain(Condition condition) => condition switch
    {
        Condition.And and => Parts(and, and.Operands, results => results.Contains(false) ? false : results.Contains(null) ? null : true),
        Condition.Or or => Parts(or, or.Operands, results => results.Contains(true) ? true : results.Contains(null) ? null : false),
        Condition.Not not => Parts(not, [not.Operand], results => !results[0]),
        Condition.Comparison comparison => Comparison(comparison),
        Condition.Quantified quantified => Quantified(quantified),
        Condition.Reports reports => Reports(reports),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    private Explanation Parts(Condition whole, IEnumerable<Condition> operands, Func<List<bool?>, bool?> combine)
    {
        var parts = operands.Select(Explain).ToImmutableArray();
        return new Explanation(RuleFormatter.Format(whole), combine([.. parts.Select(p => p.Result)]), whole.Span, null, null, null, parts);
    }

    private Explanation Comparison(Condition.Comparison comparison)
    {
        if (CollectionComparison.Lower(comparison) is { } lowered)
        {
            var inner = Quantified(lowered.Quantified);
            return inner with
            {
                Expression = RuleFormatter.Format(comparison),
                Result = lowered.Negated ? !inner.Result : inner.Result,
                Note = "true when some element satisfies it",
            };
        }

        var value = subject[comparison.Property];
        var result = new ScalarTest(comparison.Operator, comparison.Value, now).Holds((value as PropertyValue.Single)?.Text);
        return new Explanation(
            RuleFormatter.Format(comparison), result, comparison.Span, comparison.Property.Name, value?.ToString(), Note(comparison.Operator, comparison.Value, value, result), []);
    }

    private Explanation Quantified(Condition.Quantified quantified)
    {
        var value = subject[quantified.Property];
        var parts = ImmutableArray.CreateBuilder<Explanation>();
        var any = quantified.Quantifier == Quantifier.Any;
        bool? result = !any;
        foreach (var element in (value as PropertyValue.Many)?.Elements ?? Nothing)
        {
            var part = Element(quantified, element);
            parts.Add(part);
            result = part.Result == any || result == any ? any : part.Result is null ? null : result;
        }

        var note = parts.Count > 0 ? null : any ? "the collection is empty, so -any is false" : "the collection is empty, so -all is true";
        return new Explanation(
            RuleFormatter.Format(quantified), result, quantified.Span, quantified.Property.Name, value?.ToString(), note, parts.ToImmutable());
    }

    private Explanation Element(Condition.Quantified quantified, Sequence<string?> element)
    {
        var values = new Dictionary<RuleProperty, PropertyValue>();
        for (var i = 0; i < element.Count; i++)
        {
            if (element[i] is { } text)
            {
                values[quantified.Property.Elements[i]] = new PropertyValue.Single(text);
            }
        }

        return new Explainer(new DirectoryObject(subject.Subject, subject.Id, values), now).Explain(quantified.Element);
    }

    private Explanation Reports(Condition.Reports reports)
    {
        var link = reports.Indirect ? ManagerLinks.Chain : ManagerLinks.Manager;
        var isManager = ManagerLinks.ManagerIsMember && Folding.Equal(subject.Id, reports.ManagerId);
        var value = subject[link];
        var reportsToHim = value switch
        {
            PropertyValue.Single single => Folding.Equal(single.Text, reports.ManagerId),
            PropertyValue.Many many => many.Elements.Any(e => e[0] is { } id && Folding.Equal(id, reports.ManagerId)),
            _ => false,
        };
        return new Explanation(
            RuleFormatter.Format(reports), isManager || reportsToHim, reports.Span, link.Name, value?.ToString(), isManager ? "the manager is a member too" : null, []);
    }

    private static string? Note(RuleOperator op, RuleValue compared, PropertyValue? value, bool? result) => (op, value, result) switch
    {
        (_, _, null) => "the pattern used up its time budget",
        (_, null, true) when op.IsNegative() && compared is not RuleValue.Null => "there is no value, and a negative operator is true of nothing",
        (_, null, false) when !op.IsNegative() && compared is not RuleValue.Null => "there is no value",
        _ => null,
    };
}
