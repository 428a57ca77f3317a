namespace HybridGroups.Commands.Connectors;

internal sealed record StepOutcome(StepState State, string Message, string? Fix)
{
    public static StepOutcome Passed(string message) => new(StepState.Passed, message, Fix: null);

    public static StepOutcome Warned(string message, string fix) => new(StepState.Warned, message, fix);

    public static StepOutcome Failed(string message, string fix) => new(StepState.Failed, message, fix);
}
