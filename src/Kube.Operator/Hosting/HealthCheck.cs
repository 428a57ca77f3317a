namespace Kube.Operator.Hosting;

/// <summary>One thing that must hold for the process to be well.</summary>
/// <param name="Name">Its path below /healthz or /readyz.</param>
/// <param name="Problem">What is wrong; null when nothing is. Quick, and never asks another machine.</param>
public sealed record HealthCheck(string Name, Func<string?> Problem);
