namespace HybridGroups.Api.References;

/// <summary>How a label is looked at.</summary>
public enum LabelOperator
{
    /// <summary>It has one of the values.</summary>
    In,

    /// <summary>It has none of the values, or is not there.</summary>
    NotIn,

    /// <summary>It is there.</summary>
    Exists,

    /// <summary>It is not there.</summary>
    DoesNotExist,
}
