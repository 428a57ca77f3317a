namespace HybridGroups.Rules.Properties;

/// <summary>A property as rules name it. Two are equal when rules write them the same.</summary>
public sealed class RuleProperty : IEquatable<RuleProperty>
{
    private int hash;

    /// <summary>In canonical spelling: <c>user.jobTitle</c>, <c>_</c>, <c>assignedPlan.service</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name without what stands before the point.</summary>
    public required string Key { get; init; }

    public required RuleSubject Subject { get; init; }

    public required PropertyType Type { get; init; }

    /// <summary>Where Graph v1.0 keeps it, levels separated by points; for an element, the name within the element.</summary>
    public required string GraphPath { get; init; }

    /// <summary>Entra does not offer it to rules; this engine does.</summary>
    public bool Extended { get; init; }

    /// <summary>Every object has it, so that a negative operator takes in nobody unexpected.</summary>
    public bool AlwaysPresent { get; init; }

    /// <summary>A boolean for which absent is a state of its own.</summary>
    public bool ThreeStates { get; init; }

    /// <summary>It belongs to an element of a collection, and can be named within a lambda only.</summary>
    public bool IsElement { get; init; }

    /// <summary>What a lambda over this collection can look at; empty for anything but a collection.</summary>
    public IReadOnlyList<RuleProperty> Elements { get; init; } = [];

    public bool IsCollection => Elements.Count > 0;

    public bool Equals(RuleProperty? other) => other is not null && Subject == other.Subject && string.Equals(Name, other.Name, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as RuleProperty);

    // Kept: of a million objects it is asked for every value.
    public override int GetHashCode() => hash != 0 ? hash : hash = HashCode.Combine(Subject, Name.GetHashCode(StringComparison.Ordinal));

    public override string ToString() => Name;
}
