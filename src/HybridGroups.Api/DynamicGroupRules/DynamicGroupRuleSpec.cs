using HybridGroups.Api.References;
using HybridGroups.Api.Safety;
using Kube.Client.Schema;

namespace HybridGroups.Api.DynamicGroupRules;

/// <summary>Whom the rule picks, and whose members they become.</summary>
[Cel(
    "self.evaluatedBy == 'Operator' || has(self.target.entraGroup)",
    "is Operator for a group of Active Directory: Entra evaluates rules only for its own groups",
    FieldPath = ".evaluatedBy")]
[Cel("self.evaluatedBy == 'Operator' || self.source == 'Entra'", "is Entra where Entra evaluates the rule: it knows no other directory", FieldPath = ".source")]
[Cel(
    "self.evaluatedBy == 'Operator' || !(has(self.includeMembers) && size(self.includeMembers) > 0 || has(self.excludeMembers) && size(self.excludeMembers) > 0)",
    "is Operator where includeMembers or excludeMembers are given: Entra has no exceptions",
    FieldPath = ".evaluatedBy")]
public sealed record DynamicGroupRuleSpec
{
    /// <summary>The connector whose directories are used. It cannot be changed: the group's members would be lost sight of.</summary>
    [Cel("self == oldSelf", "cannot be changed: make another DynamicGroupRule for another connector")]
    public required ConnectorReference ConnectorRef { get; init; }

    /// <summary>The rule, in the language of Entra's dynamic membership rules.</summary>
    [Bounds(MinLength = 1, MaxLength = ValuePatterns.LongestRule)]
    public required string Rule { get; init; }

    /// <summary>On: members are kept up to date. Paused: nothing changes.</summary>
    [Default("\"On\"")]
    public ProcessingState ProcessingState { get; init; } = ProcessingState.On;

    /// <summary>Operator: evaluated here, at once. Entra: handed to Entra as the group's own rule, whose progress is mirrored in the status.</summary>
    [Default("\"Operator\"")]
    public RuleEvaluator EvaluatedBy { get; init; } = RuleEvaluator.Operator;

    /// <summary>Whose properties the rule reads. Merged: those of Entra, and those of Active Directory where Entra has none.</summary>
    [Default("\"Entra\"")]
    public RuleSource Source { get; init; } = RuleSource.Entra;

    /// <summary>The group whose members are kept.</summary>
    public required RuleTarget Target { get; init; }

    /// <summary>Members in any case: object ids or user principal names, or for Active Directory distinguished names.</summary>
    [ListSet]
    [Bounds(MaxItems = 1000, MinItemLength = 1, MaxItemLength = ValuePatterns.LongestDistinguishedName)]
    public IReadOnlyList<string>? IncludeMembers { get; init; }

    /// <summary>Never members, named in the same ways.</summary>
    [ListSet]
    [Bounds(MaxItems = 1000, MinItemLength = 1, MaxItemLength = ValuePatterns.LongestDistinguishedName)]
    public IReadOnlyList<string>? ExcludeMembers { get; init; }

    /// <summary>What becomes of a group that the operator made when the rule is deleted. A group that was there before always stays.</summary>
    [Default("\"Retain\"")]
    public GroupDeletionPolicy DeletionPolicy { get; init; } = GroupDeletionPolicy.Retain;

    /// <summary>Limits below those of the connector.</summary>
    public SafetyTightening? Safety { get; init; }

    /// <summary>Compute and report what would change, and change nothing.</summary>
    [Default("false")]
    public bool DryRun { get; init; }
}
