using HybridGroups.Api;
using HybridGroups.Api.GroupWritebackPolicies;

namespace HybridGroups.Controllers.GroupWritebackPolicies;

/// <summary>When a policy may go: its deletion must not forget groups that are to be deleted or put in quarantine.</summary>
internal static class PolicyFinalizer
{
    /// <summary>Something is to be done in Active Directory when the policy goes.</summary>
    public static bool IsNeeded(GroupWritebackPolicy policy) =>
        (policy.Spec.DeletionPolicyOverrides?.PolicyRemoved ?? policy.Spec.DeletionPolicy) != WritebackDeletionPolicy.Retain;

    public static bool MayGo(PolicySnapshot snapshot) =>
        !IsNeeded(snapshot.Policy)
        || snapshot.Policy.Spec.Suspend
        || snapshot.Policy.Metadata.Annotations?.ContainsKey(Annotations.AbandonCleanup) == true
        || snapshot.Verdict is { IsTerminal: true, Reason: Api.Conditions.Reasons.NamespaceNotAllowed }
        || snapshot.IsCleanedUp;
}
