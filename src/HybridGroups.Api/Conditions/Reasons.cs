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

    /// <summary>The account or application is not accepted, or lacks a right.</summary>
    public const string NotAuthorized = "NotAuthorized";

    /// <summary>A directory could not be read to its end.</summary>
    public const string ImportFailed = "ImportFailed";

    /// <summary>Some objects could not be brought into agreement.</summary>
    public const string ObjectErrors = "ObjectErrors";

    /// <summary>The plan is computed and shown, and nothing is written.</summary>
    public const string Staging = "Staging";

    /// <summary>The plan is computed and shown, and is carried out when the next hours for changes begin.</summary>
    public const string OutsideChangeWindow = "OutsideChangeWindow";

    /// <summary>Deletions wait until their number is confirmed.</summary>
    public const string AwaitingConfirmation = "AwaitingConfirmation";

    /// <summary>The policy is switched off.</summary>
    public const string Disabled = "Disabled";

    /// <summary>Something that it depends on is missing.</summary>
    public const string PrerequisiteMissing = "PrerequisiteMissing";

    /// <summary>What is asked for is there.</summary>
    public const string Available = "Available";

    /// <summary>What is asked for is not there.</summary>
    public const string Missing = "Missing";

    /// <summary>The connector does not work at the moment.</summary>
    public const string ConnectorNotReady = "ConnectorNotReady";

    /// <summary>The group whose members a rule keeps cannot be written.</summary>
    public const string TargetNotWritable = "TargetNotWritable";

    /// <summary>Changes have been waiting for more than 24 hours.</summary>
    public const string UpdatesStalled = "UpdatesStalled";

    /// <summary>What changes is reported, and nothing is changed.</summary>
    public const string DryRun = "DryRun";

    /// <summary>The rule is paused.</summary>
    public const string Paused = "Paused";
}
