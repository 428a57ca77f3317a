namespace HybridGroups.Sync.Cloud.Problems;

/// <summary>A call to the cloud that failed for good, after every retry that made sense.</summary>
public sealed class CloudException(CloudProblem problem, Exception? inner = null) : Exception(problem.Describe(), inner)
{
    public CloudProblem Problem { get; } = problem;
}
