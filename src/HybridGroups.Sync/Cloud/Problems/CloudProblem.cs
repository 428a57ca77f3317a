namespace HybridGroups.Sync.Cloud.Problems;

/// <summary>What went wrong in a call to the cloud, and what to do about it.</summary>
/// <param name="Operation">What was being done, in words.</param>
/// <param name="Code">The service's own code, or empty.</param>
/// <param name="RequestId">What the service's support asks for.</param>
/// <param name="MissingPermission">The least application permission that would do, when that is the trouble.</param>
public sealed record CloudProblem(
    CloudProblemClass Class, string Operation, string Code, string Message, string? RequestId = null, string? MissingPermission = null)
{
    /// <summary>The HTTP status behind it; 0 when no answer came, or none was asked for.</summary>
    public int Status { get; init; }

    public string Describe()
    {
        var text = $"{Operation}: {(Code.Length == 0 ? Class.ToString() : Code)}: {Message}";
        if (MissingPermission is not null)
            text += $" The application needs the permission {MissingPermission} (grant it and give admin consent).";
        return RequestId is null ? text : $"{text} (request-id {RequestId})";
    }
}
