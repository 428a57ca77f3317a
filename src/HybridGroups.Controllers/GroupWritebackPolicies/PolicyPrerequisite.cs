namespace HybridGroups.Controllers.GroupWritebackPolicies;

/// <summary>Something outside of the policy that it depends on.</summary>
/// <param name="Type">The type of its condition.</param>
/// <param name="IsMet">Null when nobody could tell.</param>
/// <param name="IsRequired">Without it nothing is written; else it is only said.</param>
internal sealed record PolicyPrerequisite(string Type, bool? IsMet, bool IsRequired, string Message);
