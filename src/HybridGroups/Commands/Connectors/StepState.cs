namespace HybridGroups.Commands.Connectors;

internal enum StepState
{
    Passed,

    /// <summary>Something optional is missing: it goes on.</summary>
    Warned,
    Failed,
}
