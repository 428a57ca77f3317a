namespace HybridGroups.Rules.Values;

public abstract record RuleValue
{
    private RuleValue()
    {
    }

    public sealed record Text(string Value) : RuleValue;

    public sealed record Boolean(bool Value) : RuleValue;

    public sealed record Null : RuleValue;

    /// <summary>Only against directory extensions: no other property is a number.</summary>
    public sealed record Number(decimal Value) : RuleValue;

    public sealed record Date(DateTimeOffset Instant) : RuleValue;

    /// <summary>The time at which the rule is evaluated, moved by a duration.</summary>
    public sealed record Now(RuleDuration Offset) : RuleValue;

    public sealed record List(Sequence<string> Texts) : RuleValue;
}
