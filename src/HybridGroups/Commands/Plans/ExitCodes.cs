namespace HybridGroups.Commands.Plans;

internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A manifest has problems, a directory does not answer, or a change failed.</summary>
    public const int Failed = 1;

    /// <summary>Only with --detailed-exitcode: there is something to do.</summary>
    public const int Changes = 2;

    /// <summary>Only with --detailed-exitcode: some of it would be held.</summary>
    public const int Held = 3;
}
