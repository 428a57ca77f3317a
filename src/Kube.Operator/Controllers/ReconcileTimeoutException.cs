namespace Kube.Operator.Controllers;

/// <summary>A reconciliation took longer than it may.</summary>
public sealed class ReconcileTimeoutException(TimeSpan limit, Exception inner)
    : Exception($"It was not done within {limit.TotalSeconds:0} s.", inner);
