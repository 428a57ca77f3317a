using HybridGroups.Api.References;
using Kube.Client.Schema;

namespace HybridGroups.Api.SyncConnectors;

/// <summary>An account of the domain.</summary>
public sealed record ActiveDirectoryCredentials
{
    /// <summary>The Secret with the keys username and password.</summary>
    public required SecretReference SecretRef { get; init; }

    /// <summary>How the account proves who it is. Simple sends the password through the encrypted connection.</summary>
    [Default("\"Simple\"")]
    public BindMethod Method { get; init; } = BindMethod.Simple;
}
