using HybridGroups.Sync.Cloud.Problems;

namespace HybridGroups.Sync.Cloud.Groups;

public abstract record GroupDeletionResult
{
    private GroupDeletionResult()
    {
    }

    public sealed record Deleted : GroupDeletionResult;

    public sealed record AlreadyGone : GroupDeletionResult;

    public sealed record Refused(CloudProblem Problem) : GroupDeletionResult;
}
