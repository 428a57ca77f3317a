namespace HybridGroups.Api.Conditions;

/// <summary>The reasons of conditions: words that programs may rely on.</summary>
public static class Reasons
{
    /// <summary>Both directories answer.</summary>
    public const string Reachable = "Reachable";

    /// <summary>A directory does not answer.</summary>
    public const string Unreachable = "Unreachable";

    /// <summary>A domain controller answers, but for another domain.</summary>
    public const string WrongDomain = "WrongDomain";

    /// <summary>The spec says something that cannot be carried out.</summary>
    public const string InvalidSpec = "InvalidSpec";

    /// <summary>A Secret or ConfigMap that the spec names is not there, or lacks the key.</summary>
    public const string ReferenceNotFound = "ReferenceNotFound";

    /// <summary>spec.suspend is true.</summary>
    public const string Suspended = "Suspended";

    /// <summary>It is tried again, later and later.</summary>
    public const string ProgressingWithRetry = "ProgressingWithRetry";

    /// <summary>All is as it should be.</summary>
    public const string Succeeded = "Succeeded";

    /// <summary>Nothing is known yet.</summary>
    public const string Progressing = "Progressing";

    /// <summary>The SyncConnector that the spec names is not there.</summary>
    public const string ConnectorNotFound = "ConnectorNotFound";

    /// <summary>The SyncConnector does not allow the namespace.</summary>
    public const string NamespaceNotAllowed = "NamespaceNotAllowed";

    /// <summary>Another policy or rule has the same target.</summary>
    public const string TargetClaimed = "TargetClaimed";

    /// <summary>The rule has an error.</summary>
    public const string RuleInvalid = "RuleInvalid";

    /// <summary>More would change than the limits allow.</summary>
    public const string SafetyThresholdExceeded = "SafetyThresholdExceeded";
}
