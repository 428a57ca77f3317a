using FluentValidation;
using HybridGroups.Api.DynamicGroupRules;

namespace HybridGroups.Api.Validation;

/// <summary>What a DynamicGroupRule can know about itself.</summary>
internal sealed class DynamicGroupRuleValidator : AbstractValidator<DynamicGroupRule>
{
    public DynamicGroupRuleValidator(RuleCheck rules)
    {
        When(rule => rule.Spec.EvaluatedBy == RuleEvaluator.Entra, () => RuleFor(rule => rule.Spec.Rule).IsRule(rules, RuleSubject.MemberByEntra))
            .Otherwise(() => When(rule => rule.Spec.Source == RuleSource.Entra, () => RuleFor(rule => rule.Spec.Rule).IsRule(rules, RuleSubject.MemberWithoutManager))
                .Otherwise(() => RuleFor(rule => rule.Spec.Rule).IsRule(rules, RuleSubject.Member)));
        RuleFor(rule => rule.Spec.Rule).Is(text => !string.IsNullOrWhiteSpace(text), "is empty; write for example (user.department -eq \"Sales\")");
        RuleFor(rule => rule.Spec).HasNo(spec => Overlap.ProblemOf(spec.IncludeMembers, spec.ExcludeMembers, "includeMembers", "excludeMembers"));
        Evaluator();
        RuleFor(rule => rule.Spec.Target).Is(
            target => target.EntraGroup is null != target.ActiveDirectoryGroup is null, "give either entraGroup or activeDirectoryGroup, and not both");
        EntraGroup();
        ActiveDirectoryGroup();
    }

    private void Evaluator()
    {
        RuleFor(rule => rule.Spec.EvaluatedBy).Custom((evaluator, context) =>
        {
            var spec = context.InstanceToValidate.Spec;
            if (evaluator != RuleEvaluator.Entra)
            {
                return;
            }

            if (spec.Target.EntraGroup is null)
            {
                context.AddFailure(new FluentValidation.Results.ValidationFailure(context.PropertyPath, "needs target.entraGroup: Entra evaluates rules only for its own groups; write Operator", evaluator));
            }

            if (spec.IncludeMembers is { Count: > 0 } || spec.ExcludeMembers is { Count: > 0 })
            {
                context.AddFailure(new FluentValidation.Results.ValidationFailure(context.PropertyPath, "allows no includeMembers and excludeMembers: Entra has no exceptions; write Operator", evaluator));
            }

            if (spec.Source != RuleSource.Entra)
            {
                context.AddFailure(new FluentValidation.Results.ValidationFailure("Spec.Source", "is allowed only with evaluatedBy Operator: Entra knows no other directory", spec.Source));
            }
        });
    }

    private void EntraGroup()
    {
        RuleFor(rule => rule.Spec.Target.EntraGroup).HasNo(group => group switch
        {
            { Id: null, DisplayName: null } or { Id: not null, DisplayName: not null } => "give either id or displayName, and not both",
            { Id: not null, Create: true } => "create is only for a group named by displayName; leave it out",
            { Id: not null, MailNickname: not null } or { Id: not null, Description: not null } => "mailNickname and description are only for a group named by displayName; leave them out",
            { Type: EntraGroupType.Microsoft365, Create: true, MailNickname: null } => "mailNickname is needed for a Microsoft 365 group that is made",
            _ => null,
        });
        When(rule => rule.Spec.Target.EntraGroup is not null, () => RuleFor(rule => rule.Spec.Target.EntraGroup!.Id).IsNotZeroGuid());
    }

    private void ActiveDirectoryGroup()
    {
        RuleFor(rule => rule.Spec.Target.ActiveDirectoryGroup).HasNo(group => group switch
        {
            { DistinguishedName: null, Name: null } or { DistinguishedName: not null, Name: not null } =>
                "give either distinguishedName or name with organizationalUnit, and not both",
            _ when group!.Name is null != group.OrganizationalUnit is null => "name and organizationalUnit are given together",
            { DistinguishedName: not null, Create: true } => "create is only for a group named by name and organizationalUnit; leave it out",
            _ => null,
        });
        When(rule => rule.Spec.Target.ActiveDirectoryGroup is not null, () =>
        {
            RuleFor(rule => rule.Spec.Target.ActiveDirectoryGroup!.DistinguishedName).IsPlaceWithin(_ => null);
            RuleFor(rule => rule.Spec.Target.ActiveDirectoryGroup!.OrganizationalUnit).IsPlaceWithin(_ => null);
        });
    }
}
