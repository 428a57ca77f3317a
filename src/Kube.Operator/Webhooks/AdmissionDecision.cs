namespace Kube.Operator.Webhooks;

/// <summary>Whether a write is taken.</summary>
/// <param name="Problems">Why not; none when it is taken.</param>
/// <param name="Warnings">What kubectl prints beside, whether it is taken or not.</param>
public sealed record AdmissionDecision(IReadOnlyList<string> Problems, IReadOnlyList<string> Warnings)
{
    public static AdmissionDecision Allowed { get; } = new([], []);

    public bool IsAllowed => Problems.Count == 0;
}
