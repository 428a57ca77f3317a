namespace HybridGroups.Commands.Connectors;

/// <summary>One thing that was tried on the way to a directory.</summary>
/// <param name="Branch">What it belongs to: a domain controller, the domain, the tenant.</param>
/// <param name="Fix">What to do about it; null when nothing is to be done.</param>
internal sealed record Step(string Branch, string Name, StepState State, string Message, string? Fix);
