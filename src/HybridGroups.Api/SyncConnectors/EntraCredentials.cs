using HybridGroups.Api.References;
using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>An application of the tenant, and one way in which it proves who it is.</summary>
[Cel(
    "[has(self.secretRef), has(self.certificateRef), has(self.workloadIdentity), has(self.managedIdentity)].filter(given, given).size() == 1",
    "give exactly one of secretRef, certificateRef, workloadIdentity and managedIdentity")]
[Cel("has(self.managedIdentity) || has(self.clientId)", "is needed with everything but managedIdentity", FieldPath = ".clientId")]
public sealed record EntraCredentials
{
    /// <summary>The application's (client's) id, a GUID. With managedIdentity: of a user-assigned identity; the system-assigned one when left out.</summary>
    [Bounds(Pattern = ValuePatterns.Guid, MaxLength = 36)]
    public string? ClientId { get; init; }

    /// <summary>A client secret: one key of a Secret in the connector's namespace.</summary>
    public KeyReference? SecretRef { get; init; }

    /// <summary>A certificate with its key: a Secret of type kubernetes.io/tls in the connector's namespace. Read again when it changes.</summary>
    public SecretReference? CertificateRef { get; init; }

    /// <summary>The operator's own service account, federated with the application.</summary>
    public WorkloadIdentity? WorkloadIdentity { get; init; }

    /// <summary>The managed identity of the Azure machine or service that the operator runs on.</summary>
    public ManagedIdentity? ManagedIdentity { get; init; }
}
