using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>A token of the operator's own service account, exchanged for one of the tenant.</summary>
public sealed record WorkloadIdentity
{
    /// <summary>Where the token is mounted; what the environment variable AZURE_FEDERATED_TOKEN_FILE says when left out.</summary>
    [Bounds(MinLength = 2, MaxLength = 1024, Pattern = "^/.+$")]
    public string? TokenFile { get; init; }
}
