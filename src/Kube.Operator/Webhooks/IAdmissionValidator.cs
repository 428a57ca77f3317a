namespace Kube.Operator.Webhooks;

/// <summary>Decides about writes of one kind. Quick, and without effect on anything.</summary>
public interface IAdmissionValidator
{
    /// <summary>The kind that it is about.</summary>
    string Kind { get; }

    Task<AdmissionDecision> ValidateAsync(AdmissionRequest request, CancellationToken cancellation);
}
