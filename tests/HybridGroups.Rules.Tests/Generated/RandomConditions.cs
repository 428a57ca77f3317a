using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Properties;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Tests.Generated;

/// <summary>Conditions of every form that the extended dialect has, over what <see cref="RandomPopulation"/> makes.</summary>
internal sealed class RandomConditions(Random random)
{
    private static readonly string[] Patterns =
        ["^s", "sales", "^Sales$", ".*EMEA", "s.*s", "[a-m]", "^.{2}$", "\\d", "mark|it", "(?=s)sa", "(a)\\1", "\\[x\\]", "^It.*", "", "ä", "(?-i)sales", "k"];

    private readonly RandomPopulation population = new(random);

    public Condition Next(int depth) => random.Next(depth <= 0 ? 4 : 10) switch
    {
        < 4 => Leaf(),
        < 7 => new Condition.And(Some(depth - 1)),
        < 9 => new Condition.Or(Some(depth - 1)),
        _ => new Condition.Not(Next(depth - 1)),
    };

    private List<Condition> Some(int depth) => [.. Enumerable.Range(0, random.Next(2, 5)).Select(_ => Next(depth))];

    private Condition Leaf() => random.Next(14) switch
    {
        < 5 => OnText(Any(RandomPopulation.Texts)),
        5 => new Condition.Comparison(Any(RandomPopulation.Booleans), Equality(), Maybe(new RuleValue.Boolean(random.Next(2) == 0))),
        6 => OnDate(),
        7 => OnExtension(),
        8 => OnText(Any(RandomPopulation.Collections)),
        9 => new Condition.Quantified(Any(RandomPopulation.Collections), AnyOrAll(), Lambda(1, () => OnText(RandomPopulation.Collections[0].Elements[0]))),
        10 or 11 => new Condition.Quantified(RandomPopulation.Plans, AnyOrAll(), Lambda(2, OnPlan)),
        12 => new Condition.Quantified(
            RandomPopulation.MemberOf, Quantifier.Any, new Condition.Comparison(RandomPopulation.MemberOf.Elements[0], RuleOperator.In, List(() => RandomPopulation.Id(random.Next(6))))),
        _ => new Condition.Reports(RandomPopulation.Id(random.Next(20)), random.Next(2) == 0),
    };

    private Condition Lambda(int depth, Func<Condition> leaf) => random.Next(depth <= 0 ? 2 : 6) switch
    {
        < 3 => leaf(),
        3 => new Condition.And(Lambda(depth - 1, leaf), Lambda(depth - 1, leaf)),
        4 => new Condition.Or(Lambda(depth - 1, leaf), Lambda(depth - 1, leaf)),
        _ => new Condition.Not(Lambda(depth - 1, leaf)),
    };

    private Condition.Comparison OnPlan()
    {
        var member = Any([.. RandomPopulation.Plans.Elements]);
        return member.Key switch
        {
            "capabilityStatus" => new Condition.Comparison(member, Equality(), new RuleValue.Text(population.Status())),
            "servicePlanId" => new Condition.Comparison(member, Equality(), Maybe(new RuleValue.Text(RandomPopulation.Id(random.Next(4))))),
            _ => OnText(member),
        };
    }

    private Condition.Comparison OnText(RuleProperty property)
    {
        var op = (RuleOperator)random.Next((int)RuleOperator.LessOrEqual);
        return new Condition.Comparison(property, op, op.Positive() switch
        {
            RuleOperator.In => List(() => random.Next(10) == 0 ? string.Empty : population.Word()),
            RuleOperator.Match => new RuleValue.Text(Any(Patterns)),
            RuleOperator.Equal => Maybe(new RuleValue.Text(random.Next(10) == 0 ? string.Empty : population.Word())),
            _ => new RuleValue.Text(Part(population.Word())),
        });
    }

    private Condition.Comparison OnDate()
    {
        if (random.Next(4) == 0)
        {
            return new Condition.Comparison(RandomPopulation.Hired, Equality(), Maybe(new RuleValue.Date(population.Date())));
        }

        var offset = new RuleDuration(random.Next(3) == 0 ? random.Next(3) : 0, random.Next(40) * TimeSpan.TicksPerDay);
        RuleValue value = random.Next(3) == 0 ? new RuleValue.Date(population.Date()) : new RuleValue.Now(random.Next(2) == 0 ? offset : -offset);
        return new Condition.Comparison(RandomPopulation.Hired, Order(), value);
    }

    private Condition.Comparison OnExtension() => random.Next(4) switch
    {
        0 => new Condition.Comparison(RandomPopulation.Extension, Order(), new RuleValue.Number(5)),
        1 => new Condition.Comparison(RandomPopulation.Extension, Equality(), new RuleValue.Number(5)),
        2 => new Condition.Comparison(RandomPopulation.Extension, Equality(), new RuleValue.Boolean(true)),
        _ => OnText(RandomPopulation.Extension),
    };

    private RuleValue.List List(Func<string> text) => new(new Sequence<string>(Enumerable.Range(0, random.Next(1, 5)).Select(_ => text())));

    private RuleValue Maybe(RuleValue value) => random.Next(5) == 0 ? new RuleValue.Null() : value;

    private string Part(string word)
    {
        var start = random.Next(word.Length);
        return random.Next(20) == 0 ? string.Empty : word.Substring(start, random.Next(1, word.Length - start + 1));
    }

    private RuleOperator Equality() => random.Next(2) == 0 ? RuleOperator.Equal : RuleOperator.NotEqual;

    private RuleOperator Order() => (RuleOperator)random.Next((int)RuleOperator.LessOrEqual, (int)RuleOperator.Greater + 1);

    private Quantifier AnyOrAll() => random.Next(2) == 0 ? Quantifier.Any : Quantifier.All;

    private T Any<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
