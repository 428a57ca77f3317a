using HybridGroups.Api.Validation;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Client.Schema;
using Kube.Operator.Webhooks;

namespace HybridGroups.Controllers.Admission;

/// <summary>Decides about writes of one kind: the object alone, the change, and then what other objects have against it.</summary>
/// <param name="validation">What an object can know about itself.</param>
/// <param name="againstOthers">What needs other objects: problems, and warnings.</param>
public sealed class SpecAdmission<T>(SpecValidation validation, Func<T, (IEnumerable<FieldProblem> Problems, IEnumerable<string> Warnings)> againstOthers)
    : IAdmissionValidator
    where T : KubernetesObject
{
    public string Kind { get; } = ResourceType.Of<T>().Kind;

    public Task<AdmissionDecision> ValidateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        if (request.Operation is not ("CREATE" or "UPDATE"))
        {
            return Task.FromResult(AdmissionDecision.Allowed);
        }

        var item = request.Read<T>();
        var old = request.ReadOld<T>();
        if (item.Metadata.DeletionTimestamp is not null || (old is not null && old.Metadata.Generation == item.Metadata.Generation))
        {
            // Its finalizers must come off, and its labels may change, whatever a later version thinks of the spec.
            return Task.FromResult(AdmissionDecision.Allowed);
        }

        var (others, warnings) = againstOthers(item);
        IEnumerable<FieldProblem> problems = [.. validation.Check(item), .. old is null ? [] : SpecValidation.CheckChange(old, item), .. others];
        return Task.FromResult(new AdmissionDecision([.. problems.Select(problem => problem.ToString())], [.. warnings]));
    }
}
