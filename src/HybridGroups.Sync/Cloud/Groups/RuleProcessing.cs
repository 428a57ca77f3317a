namespace HybridGroups.Sync.Cloud.Groups;

/// <summary>How far the cloud is with the membership rule of a dynamic group.</summary>
public abstract record RuleProcessing
{
    private RuleProcessing()
    {
    }

    /// <summary>Not dynamic, or paused.</summary>
    public sealed record None : RuleProcessing;

    public sealed record NotStarted : RuleProcessing;

    public sealed record Running(DateTimeOffset? LastUpdated) : RuleProcessing;

    public sealed record Succeeded(DateTimeOffset? LastUpdated) : RuleProcessing;

    public sealed record Failed(string Message) : RuleProcessing;

    /// <summary>This cloud does not tell.</summary>
    public sealed record NotAvailable(string Reason) : RuleProcessing;
}
