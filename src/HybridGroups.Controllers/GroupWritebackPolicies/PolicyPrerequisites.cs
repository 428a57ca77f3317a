using HybridGroups.Api.Conditions;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Controllers.Connectors;

namespace HybridGroups.Controllers.GroupWritebackPolicies;

/// <summary>What writeback depends on: each a condition of its own, with what to do.</summary>
internal static class PolicyPrerequisites
{
    public static IReadOnlyList<PolicyPrerequisite> Of(PolicySnapshot snapshot)
    {
        if (snapshot.Report.Prerequisites is not { } facts) return [];
        var spec = snapshot.Policy.Spec;
        return
        [
            new PolicyPrerequisite(
                ConditionTypes.Licensed, facts.IsLicensed, IsRequired: false,
                facts.IsLicensed switch
                {
                    true => "The tenant has Entra ID P1 or more.",
                    false => "The tenant has no product with Entra ID P1. Microsoft asks for it where groups are written back.",
                    null => "The tenant's products could not be read. The application needs Organization.Read.All to tell.",
                }),
            Exchange(spec, facts),
            new PolicyPrerequisite(
                ConditionTypes.SingleSignOnConfigured, facts.HasSingleSignOn, IsRequired: false,
                facts.HasSingleSignOn switch
                {
                    true => "Members sign in with one account on both sides.",
                    false => "No domain is federated and no password hashes are synced: members of written groups may not be able to use them on-premises.",
                    null => "The tenant's domains could not be read. The application needs Domain.Read.All to tell.",
                }),
            Containers(spec, facts),
            new PolicyPrerequisite(
                ConditionTypes.SchemaReady, facts.Domain is null ? null : true, IsRequired: true,
                facts.Domain is null ? "The schema could not be read."
                : facts.Domain.HasExternalDirectoryObjectId ? "The schema has adminDescription and msDS-ExternalDirectoryObjectId."
                : "The schema has adminDescription. It lacks msDS-ExternalDirectoryObjectId (Windows Server 2016); written groups are marked without it."),
        ];
    }

    private static PolicyPrerequisite Exchange(GroupWritebackPolicySpec spec, PrerequisiteFacts facts) => new(
        ConditionTypes.ExchangeReady, facts.Domain?.HasExchange, spec.Exchange == ExchangeHandling.Require,
        facts.Domain switch
        {
            null => "The schema could not be read.",
            { HasExchange: true } when spec.Exchange == ExchangeHandling.Skip => "The schema has Exchange's attributes; spec.exchange is Skip, so they are not written.",
            { HasExchange: true } => "The schema has Exchange's attributes; the mail attributes of Microsoft 365 groups are written.",
            _ when spec.Exchange == ExchangeHandling.Require => "spec.exchange is Require, and the schema lacks Exchange's attributes. Prepare the schema (Exchange setup /PrepareSchema), or set spec.exchange to Auto.",
            _ => "The schema lacks Exchange's attributes, so no mail attributes are written.",
        });

    private static PolicyPrerequisite Containers(GroupWritebackPolicySpec spec, PrerequisiteFacts facts)
    {
        var wanted = (spec.Target.Containers ?? []).Select(container => container.OrganizationalUnit)
            .Append(spec.Target.OrganizationalUnit)
            .Concat(spec.Target.QuarantineOrganizationalUnit is { } quarantine ? [quarantine] : [])
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .ToArray();
        var known = wanted.Where(facts.Containers.ContainsKey).ToArray();
        var missing = known.FirstOrDefault(container => !facts.Containers[container].Exists);
        var closed = known.FirstOrDefault(container => facts.Containers[container] is { Exists: true, MayCreateGroups: false });
        return new PolicyPrerequisite(
            ConditionTypes.ContainerWritable,
            missing is not null || closed is not null ? false : known.Length == wanted.Length ? true : null,
            IsRequired: true,
            missing is not null ? $"There is no container {missing}. Create it, or correct spec.target."
            : closed is not null ? $"The service account may not create groups in {closed}. Grant it: hybrid-groups permissions grant."
            : known.Length == wanted.Length ? "The service account may create groups in every container of the policy."
            : "The rights in the containers could not be read.");
    }
}
