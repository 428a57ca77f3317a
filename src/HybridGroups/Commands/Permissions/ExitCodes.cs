namespace HybridGroups.Commands.Permissions;

internal static class ExitCodes
{
    /// <summary>Everything that was asked for is there, or was shown.</summary>
    public const int Success = 0;

    /// <summary>Something is missing.</summary>
    public const int Missing = 1;

    /// <summary>The command could not do its work: a server that does not answer, an account that may not, a file that is not there.</summary>
    public const int Unusable = 2;
}
