namespace HybridGroups.Commands.Rules;

internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The rule is refused, or cannot be shown in the asked form.</summary>
    public const int RuleRefused = 1;

    /// <summary>The command could not do its work: a file is missing or is not what it should be.</summary>
    public const int Unusable = 2;
}
