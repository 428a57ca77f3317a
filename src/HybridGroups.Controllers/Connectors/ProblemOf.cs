using HybridGroups.Sync.Cloud.Problems;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Ports;

namespace HybridGroups.Controllers.Connectors;

/// <summary>A failed call as the object error that people see.</summary>
internal static class ProblemOf
{
    public static ObjectProblem Call(string item, OnPremisesException error) => new(
        error.Kind switch
        {
            OnPremisesErrorKind.Transient or OnPremisesErrorKind.OutcomeUnknown => ProblemClasses.Transient,
            OnPremisesErrorKind.Authentication or OnPremisesErrorKind.InsufficientRights or OnPremisesErrorKind.Certificate => ProblemClasses.PermissionMissing,
            OnPremisesErrorKind.AlreadyExists => ProblemClasses.AttributeValueMustBeUnique,
            OnPremisesErrorKind.NotFound => ProblemClasses.ChangedMeanwhile,
            OnPremisesErrorKind.Guarded => ProblemClasses.ProtectedObject,
            _ => ProblemClasses.NotAllowed,
        },
        item, error.Message, error.Remedy);

    public static ObjectProblem Call(string item, CloudProblem problem) => new(
        problem.Class switch
        {
            CloudProblemClass.Transient or CloudProblemClass.Throttled => ProblemClasses.Transient,
            CloudProblemClass.Authentication or CloudProblemClass.PermissionMissing => ProblemClasses.PermissionMissing,
            CloudProblemClass.Conflict => ProblemClasses.AttributeValueMustBeUnique,
            CloudProblemClass.OnPremisesMastered => ProblemClasses.SourceOfAuthorityOnPremises,
            CloudProblemClass.LicenceAssigned => ProblemClasses.LicensesAssigned,
            CloudProblemClass.NotFound or CloudProblemClass.NotTheExpectedObject => ProblemClasses.ChangedMeanwhile,
            CloudProblemClass.Dependency => ProblemClasses.Dependency,
            CloudProblemClass.Quota => ProblemClasses.QuotaExceeded,
            CloudProblemClass.ObjectRefused when problem.Message.Contains("Invalid value", StringComparison.OrdinalIgnoreCase) => ProblemClasses.DataValidationFailed,
            _ => ProblemClasses.NotAllowed,
        },
        item, problem.Describe(), RemedyOf(problem));

    private static string RemedyOf(CloudProblem problem) => problem.Class switch
    {
        CloudProblemClass.Transient or CloudProblemClass.Throttled => "Nothing to do: it is tried again.",
        CloudProblemClass.PermissionMissing => $"Grant the application {problem.MissingPermission ?? "the permission"} and give admin consent.",
        CloudProblemClass.Authentication => "Look at the application's credentials: the secret or certificate may have expired.",
        CloudProblemClass.Conflict => "Another object has the name or mail nickname: change one of the two.",
        CloudProblemClass.OnPremisesMastered => "Change it on-premises, or hand it over to the cloud first (source of authority).",
        CloudProblemClass.LicenceAssigned => "Take the licences off the group first, or set spec.groupSync.licences to Remove.",
        CloudProblemClass.Quota => "Delete what is not needed any more, or ask Microsoft for a larger quota.",
        CloudProblemClass.NotFound or CloudProblemClass.NotTheExpectedObject => "It was changed meanwhile; the next read shows how it is.",
        _ => "Correct what the message names; it is tried again.",
    };
}
