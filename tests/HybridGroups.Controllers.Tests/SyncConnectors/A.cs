using HybridGroups.Api.References;
using HybridGroups.Api.SyncConnectors;
using HybridGroups.Controllers.SyncConnectors;
using HybridGroups.Sync.Ports;
using Kube.Client.Metadata;

namespace HybridGroups.Controllers.Tests.SyncConnectors;

/// <summary>Builds what the tests start from; each test changes the one thing that it is about.</summary>
internal static class A
{
    public static readonly Uri DomainController = new("ldaps://dc1.corp.example.com");
    public static readonly Uri Graph = new("https://graph.microsoft.com");

    private static readonly ActiveDirectoryCredentials DirectoryAccount = new() { SecretRef = new SecretReference { Name = "corp-ad" } };
    private static readonly EntraCredentials Application = new() { ManagedIdentity = new ManagedIdentity() };

    public static SyncConnectorSpec Spec { get; } = new()
    {
        ActiveDirectory = new ActiveDirectorySpec { Servers = [DomainController.OriginalString], BaseDN = "DC=corp,DC=example,DC=com", Credentials = DirectoryAccount },
        Entra = new EntraSpec { TenantId = "11111111-2222-3333-4444-555555555555", Credentials = Application },
    };

    public static SyncConnector Connector { get; } = new()
    {
        Metadata = new ObjectMeta { Name = "corp", Namespace = "identity", Generation = 7, Uid = "u" },
        Spec = Spec,
    };

    public static ConnectorSnapshot HealthySnapshot { get; } = Snapshot(Spec) with
    {
        ActiveDirectory = new ProbeResult.Answers(DomainController, "DC=corp,DC=example,DC=com"),
        Entra = new ProbeResult.Answers(Graph, NamingContext: null),
    };

    public static ConnectorSnapshot Snapshot(SyncConnectorSpec spec) => new(spec, AddressesOf(spec));

    public static ConnectorAddresses AddressesOf(SyncConnectorSpec spec) => ConnectorAddresses.Of(Connector with { Spec = spec });
}
