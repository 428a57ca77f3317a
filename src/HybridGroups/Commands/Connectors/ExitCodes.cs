namespace HybridGroups.Commands.Connectors;

internal static class ExitCodes
{
    /// <summary>Every step was passed; something optional may be missing.</summary>
    public const int Success = 0;

    /// <summary>A step failed.</summary>
    public const int StepFailed = 1;

    /// <summary>There was nothing to walk: no such connector, a manifest or a Secret that is missing or wrong.</summary>
    public const int Unusable = 2;
}
