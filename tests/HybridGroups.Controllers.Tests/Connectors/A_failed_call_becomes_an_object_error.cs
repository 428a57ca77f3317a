using HybridGroups.Controllers.Connectors;
using HybridGroups.Sync.Cloud.Problems;
using HybridGroups.Sync.Planning;
using HybridGroups.Sync.Ports;

namespace HybridGroups.Controllers.Tests.Connectors;

public sealed class A_failed_call_becomes_an_object_error
{
    [Theory]
    [InlineData(CloudProblemClass.Transient, ProblemClasses.Transient)]
    [InlineData(CloudProblemClass.Throttled, ProblemClasses.Transient)]
    [InlineData(CloudProblemClass.Authentication, ProblemClasses.PermissionMissing)]
    [InlineData(CloudProblemClass.PermissionMissing, ProblemClasses.PermissionMissing)]
    [InlineData(CloudProblemClass.Conflict, ProblemClasses.AttributeValueMustBeUnique)]
    [InlineData(CloudProblemClass.OnPremisesMastered, ProblemClasses.SourceOfAuthorityOnPremises)]
    [InlineData(CloudProblemClass.LicenceAssigned, ProblemClasses.LicensesAssigned)]
    [InlineData(CloudProblemClass.NotFound, ProblemClasses.ChangedMeanwhile)]
    [InlineData(CloudProblemClass.NotTheExpectedObject, ProblemClasses.ChangedMeanwhile)]
    [InlineData(CloudProblemClass.Dependency, ProblemClasses.Dependency)]
    [InlineData(CloudProblemClass.Quota, ProblemClasses.QuotaExceeded)]
    [InlineData(CloudProblemClass.ObjectRefused, ProblemClasses.NotAllowed)]
    public void Of_entra_with_its_class_the_words_of_the_service_its_request_id_and_what_to_do(CloudProblemClass kind, string expected)
    {
        var problem = ProblemOf.Call("Sales", new CloudProblem(kind, "Changing a group", "Request_BadRequest", "The service says no.", "7d1f", "Group.ReadWrite.All"));
        (problem.Class, problem.Object).ShouldBe((expected, "Sales"));
        problem.Message.ShouldContain("The service says no.");
        problem.Message.ShouldContain("request-id 7d1f");
        problem.Remedy.ShouldNotBeEmpty();
    }

    [Fact]
    public void Of_entra_a_value_that_it_does_not_take_is_a_failed_validation() =>
        ProblemOf.Call("Sales", new CloudProblem(CloudProblemClass.ObjectRefused, "Creating a group", "Request_BadRequest", "Invalid value specified for property 'mailNickname' of resource 'Group'."))
            .Class.ShouldBe(ProblemClasses.DataValidationFailed);

    [Theory]
    [InlineData(OnPremisesErrorKind.Transient, ProblemClasses.Transient)]
    [InlineData(OnPremisesErrorKind.OutcomeUnknown, ProblemClasses.Transient)]
    [InlineData(OnPremisesErrorKind.Authentication, ProblemClasses.PermissionMissing)]
    [InlineData(OnPremisesErrorKind.Certificate, ProblemClasses.PermissionMissing)]
    [InlineData(OnPremisesErrorKind.InsufficientRights, ProblemClasses.PermissionMissing)]
    [InlineData(OnPremisesErrorKind.AlreadyExists, ProblemClasses.AttributeValueMustBeUnique)]
    [InlineData(OnPremisesErrorKind.NotFound, ProblemClasses.ChangedMeanwhile)]
    [InlineData(OnPremisesErrorKind.Guarded, ProblemClasses.ProtectedObject)]
    [InlineData(OnPremisesErrorKind.NotAllowed, ProblemClasses.NotAllowed)]
    public void Of_active_directory_with_its_class_its_words_and_what_to_do(OnPremisesErrorKind kind, string expected)
    {
        var problem = ProblemOf.Call("CN=Sales", new OnPremisesException(kind, "The server says no.", "Do this."));
        (problem.Class, problem.Object, problem.Message, problem.Remedy).ShouldBe((expected, "CN=Sales", "The server says no.", "Do this."));
    }
}
