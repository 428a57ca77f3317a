using System.Linq.Expressions;
using System.Text.RegularExpressions;
using HybridGroups.Rules.Conditions;
using HybridGroups.Rules.Values;

namespace HybridGroups.Rules.Benchmarks;

/// <summary>The peer that one would write first: every rule an expression tree over an object, compiled to machine code.</summary>
internal static class CompiledPredicates
{
    public static Func<Employee, bool> Compile(Condition condition)
    {
        var employee = Expression.Parameter(typeof(Employee));
        return Expression.Lambda<Func<Employee, bool>>(Translate(condition, employee), employee).Compile();
    }

    private static Expression Translate(Condition condition, ParameterExpression employee) => condition switch
    {
        Condition.And and => and.Operands.Select(o => Translate(o, employee)).Aggregate(Expression.AndAlso),
        Condition.Or or => or.Operands.Select(o => Translate(o, employee)).Aggregate(Expression.OrElse),
        Condition.Not not => Expression.Not(Translate(not.Operand, employee)),
        Condition.Comparison comparison => Translate(comparison, employee),
        _ => throw new NotSupportedException($"{condition}"),
    };

    private static Expression Translate(Condition.Comparison comparison, ParameterExpression employee)
    {
        var member = EmployeeTable.Columns.First(c => c.Property.Equals(comparison.Property)).Member;
        var value = Expression.Property(employee, member);
        var isNull = Expression.Equal(value, Expression.Constant(null, typeof(string)));
        var ignoreCase = Expression.Constant(StringComparison.OrdinalIgnoreCase);
        Expression Call(string method, string text) =>
            Expression.Call(value, typeof(string).GetMethod(method, [typeof(string), typeof(StringComparison)])!, Expression.Constant(text), ignoreCase);
        Expression positive = (comparison.Operator.Positive(), comparison.Value) switch
        {
            (RuleOperator.Equal, RuleValue.Null) => isNull,
            (RuleOperator.Equal, RuleValue.Boolean boolean) => Expression.Call(
                typeof(string), nameof(string.Equals), null, value, Expression.Constant(boolean.Value ? "true" : "false"), ignoreCase),
            (RuleOperator.Equal, RuleValue.Text text) => Expression.Call(typeof(string), nameof(string.Equals), null, value, Expression.Constant(text.Value), ignoreCase),
            (RuleOperator.In, RuleValue.List list) => Present(Expression.Call(
                Expression.Constant(list.Texts.ToHashSet(StringComparer.OrdinalIgnoreCase)), nameof(HashSet<>.Contains), null, value)),
            (RuleOperator.StartsWith, RuleValue.Text text) => Present(Call(nameof(string.StartsWith), text.Value)),
            (RuleOperator.EndsWith, RuleValue.Text text) => Present(Call(nameof(string.EndsWith), text.Value)),
            (RuleOperator.Contains, RuleValue.Text text) => Present(Call(nameof(string.Contains), text.Value)),
            (RuleOperator.Match, RuleValue.Text text) => Present(Expression.Call(
                Expression.Constant(new Regex(text.Value, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Compiled, Regex.InfiniteMatchTimeout)),
                typeof(Regex).GetMethod(nameof(Regex.IsMatch), [typeof(string)])!,
                value)),
            _ => throw new NotSupportedException($"{comparison}"),
        };
        return comparison.Operator.IsNegative() ? Expression.Not(positive) : positive;

        Expression Present(Expression test) => Expression.AndAlso(Expression.Not(isNull), test);
    }
}
