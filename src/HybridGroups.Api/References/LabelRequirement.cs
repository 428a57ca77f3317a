using Kube.Client.Schema;

namespace HybridGroups.Api.References;

/// <summary>A condition on one label.</summary>
[Cel(
    "(self.operator in ['In', 'NotIn']) == (has(self.values) && size(self.values) > 0)",
    "give values exactly when the operator is In or NotIn",
    FieldPath = ".values")]
public sealed record LabelRequirement
{
    /// <summary>The label's key.</summary>
    [Bounds(MinLength = 1, MaxLength = 317)]
    public required string Key { get; init; }

    /// <summary>In, NotIn, Exists or DoesNotExist.</summary>
    public required LabelOperator Operator { get; init; }

    /// <summary>The values of In and NotIn.</summary>
    [Bounds(MaxItems = 32, MaxItemLength = 63)]
    public IReadOnlyList<string>? Values { get; init; }

    internal bool Holds(IReadOnlyDictionary<string, string> labels)
    {
        var value = labels.GetValueOrDefault(Key);
        return Operator switch
        {
            LabelOperator.Exists => value is not null,
            LabelOperator.DoesNotExist => value is null,
            LabelOperator.In => value is not null && (Values ?? []).Contains(value, StringComparer.Ordinal),
            _ => value is null || !(Values ?? []).Contains(value, StringComparer.Ordinal),
        };
    }
}
