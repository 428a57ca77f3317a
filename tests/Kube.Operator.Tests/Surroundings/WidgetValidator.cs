using Kube.Operator.Webhooks;

namespace Kube.Operator.Tests.Surroundings;

/// <summary>Refuses widgets of more than a hundred, and counts what it was asked.</summary>
internal sealed class WidgetValidator : IAdmissionValidator
{
    private int _asked;

    public string Kind => "Widget";

    public int Asked => Volatile.Read(ref _asked);

    public Task<AdmissionDecision> ValidateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _asked);
        var size = request.Read<Widget>().Spec.Size;
        return Task.FromResult(size <= 100 ? AdmissionDecision.Allowed : new AdmissionDecision([$"spec.size: '{size}' is above 100"], []));
    }
}
