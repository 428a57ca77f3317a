namespace Kube.Operator.Controllers;

/// <summary>How a controller works.</summary>
/// <param name="Name">In metrics and logs.</param>
public sealed record ControllerOptions(string Name)
{
    /// <summary>How many keys are reconciled at once.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>How long one reconciliation may take.</summary>
    public TimeSpan ReconcileLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest wait of a key that keeps failing. It is never dropped.</summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromMinutes(5);
}
