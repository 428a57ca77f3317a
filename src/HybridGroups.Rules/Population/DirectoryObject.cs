using HybridGroups.Rules.Properties;

namespace HybridGroups.Rules.Population;

/// <summary>One user, device or group as rules see it.</summary>
public sealed class DirectoryObject(RuleSubject subject, string id, IReadOnlyDictionary<RuleProperty, PropertyValue> values)
{
    public RuleSubject Subject { get; } = subject;

    public string Id { get; } = id;

    public IReadOnlyDictionary<RuleProperty, PropertyValue> Values { get; } = values;

    public PropertyValue? this[RuleProperty property] => Values.GetValueOrDefault(property);

    public override string ToString() => $"{Subject} {Id}";
}
