using FluentValidation;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.Naming;

namespace HybridGroups.Api.Validation;

/// <summary>What a GroupWritebackPolicy can know about itself.</summary>
internal sealed class GroupWritebackPolicyValidator : AbstractValidator<GroupWritebackPolicy>
{
    public GroupWritebackPolicyValidator(RuleCheck rules)
    {
        RuleFor(policy => policy.Spec.Selection.Types).Is(
            types => types.Distinct().Count() == types.Count, "names a type twice; each of Microsoft365 and Security may occur once");
        RuleFor(policy => policy.Spec.Selection.Rule).IsRule(rules, RuleSubject.Group);
        RuleFor(policy => policy.Spec.Selection).HasNo(selection => Overlap.ProblemOf(selection.Include, selection.Exclude));
        RuleFor(policy => policy.Spec.Target.OrganizationalUnit).IsPlaceWithin(_ => null);
        RuleForEach(policy => policy.Spec.Target.Containers).ChildRules(container =>
        {
            container.RuleFor(one => one.Rule).IsRule(rules, RuleSubject.Group);
            container.RuleFor(one => one.OrganizationalUnit).IsPlaceWithin(_ => null);
        });
        Naming();
        Quarantine();
    }

    private void Naming()
    {
        RuleFor(policy => policy.Spec.Naming.CommonName).HasNo(
            name => name is "GroupId" or "DisplayName" ? null
                : NameTemplate.ProblemOf(name, NameTemplate.ActiveDirectoryPlaceholders) is { } problem ? $"is neither GroupId nor DisplayName, and as a template {problem}"
                : null);
        RuleFor(policy => policy.Spec.Naming.SamAccountName).IsTemplateOf(NameTemplate.ActiveDirectoryPlaceholders);
        RuleFor(policy => policy.Spec.Naming.SamAccountName).Is(
            name => name!.IndexOfAny(['"', '/', '\\', '[', ']', ':', ';', '|', '=', ',', '+', '*', '?', '<', '>', '@']) < 0,
            "has a character that a sAMAccountName cannot have: none of \" / \\ [ ] : ; | = , + * ? < > @ is allowed");
    }

    private void Quarantine()
    {
        RuleFor(policy => policy.Spec.Target.QuarantineOrganizationalUnit).IsPlaceWithin(_ => null);
        RuleFor(policy => policy.Spec.Target.QuarantineOrganizationalUnit).Custom((place, context) =>
        {
            var spec = context.InstanceToValidate.Spec;
            if (place is null && UsesQuarantine(spec))
            {
                context.AddFailure("is needed where a deletion policy is Quarantine; name the container for quarantined groups");
            }

            if (place is not null && DistinguishedNameText.TryParse(place) is { } quarantine
                && DistinguishedNameText.TryParse(spec.Target.OrganizationalUnit)?.IsSameAs(quarantine) == true)
            {
                context.AddFailure(new FluentValidation.Results.ValidationFailure(context.PropertyPath, "is the target container itself; name another one", place));
            }
        });
    }

    private static bool UsesQuarantine(GroupWritebackPolicySpec spec) =>
        new[]
        {
            spec.DeletionPolicy, spec.DeletionPolicyOverrides?.HardDeleted, spec.DeletionPolicyOverrides?.SoftDeleted,
            spec.DeletionPolicyOverrides?.LeftScope, spec.DeletionPolicyOverrides?.PolicyRemoved,
        }.Contains(WritebackDeletionPolicy.Quarantine);
}
