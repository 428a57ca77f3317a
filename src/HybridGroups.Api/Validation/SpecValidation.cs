using System.Text.Json;
using FluentValidation;
using FluentValidation.Results;
using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.SyncConnectors;
using Kube.Client.Metadata;
using Kube.Client.Schema;

namespace HybridGroups.Api.Validation;

/// <summary>
/// What one object can know about itself, said the same by webhook, controllers and command line. API servers from 1.29 on
/// know most of it from the CEL rules in the schema; older ones, and a pull request, do not.
/// </summary>
public sealed class SpecValidation(RuleCheck rules)
{
    private readonly SyncConnectorValidator _connectors = new(rules);
    private readonly GroupWritebackPolicyValidator _policies = new(rules);
    private readonly DynamicGroupRuleValidator _rules = new(rules);

    /// <summary>What is wrong with an object of one of our kinds; nothing when it is right.</summary>
    public IReadOnlyList<FieldProblem> Check(KubernetesObject item) => item switch
    {
        SyncConnector connector => Problems(_connectors.Validate(connector)),
        GroupWritebackPolicy policy => Problems(_policies.Validate(policy)),
        DynamicGroupRule rule => Problems(_rules.Validate(rule)),
        _ => throw new ArgumentException($"{item.GetType().Name} is none of the kinds.", nameof(item)),
    };

    /// <summary>What is wrong with a change: what an object is for cannot be changed.</summary>
    public static IReadOnlyList<FieldProblem> CheckChange(KubernetesObject old, KubernetesObject now) => (old, now) switch
    {
        (SyncConnector before, SyncConnector after) => Changes.Of(before, after),
        (GroupWritebackPolicy before, GroupWritebackPolicy after) => Changes.Of(before, after),
        (DynamicGroupRule before, DynamicGroupRule after) => Changes.Of(before, after),
        _ => throw new ArgumentException($"{old.GetType().Name} cannot become {now.GetType().Name}.", nameof(now)),
    };

    private static IReadOnlyList<FieldProblem> Problems(ValidationResult result) =>
        [.. result.Errors.Select(error => new FieldProblem(PathOf(error.PropertyName), ValueOf(error.AttemptedValue), error.ErrorMessage))];

    // "Spec.ActiveDirectory.Servers[0]" as it is written in manifests.
    private static string PathOf(string property) => string.Join('.', property.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));

    private static string? ValueOf(object? value) => value switch
    {
        string text => text,
        Enum word => word.ToString(),
        _ => null, // an object as a whole: its fields say more than its text
    };
}
