namespace Kube.Operator.Leases;

/// <summary>This process does not hold a lease any more, though it did not give it back.</summary>
public sealed class LeaseLostException(string message) : Exception(message);
