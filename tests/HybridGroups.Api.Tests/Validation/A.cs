using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.GroupWritebackPolicies;
using HybridGroups.Api.References;
using HybridGroups.Api.SyncConnectors;
using Kube.Client.Metadata;

namespace HybridGroups.Api.Tests.Validation;

/// <summary>Objects that are right; a test changes what it is about.</summary>
internal static class A
{
    public static SyncConnector Connector(string name = "corp", string @namespace = "default") => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = @namespace },
        Spec = new SyncConnectorSpec
        {
            ActiveDirectory = new ActiveDirectorySpec
            {
                Servers = ["ldaps://dc1.corp.example.com"],
                BaseDN = "DC=corp,DC=example,DC=com",
                Credentials = new ActiveDirectoryCredentials { SecretRef = new SecretReference { Name = "ad" } },
                WritableContainers = ["OU=Cloud,DC=corp,DC=example,DC=com"],
            },
            Entra = new EntraSpec
            {
                TenantId = "11111111-2222-3333-4444-555555555555",
                Credentials = new EntraCredentials { ManagedIdentity = new ManagedIdentity() },
            },
        },
    };

    public static DynamicGroupRule Rule(string name, RuleTarget target, string @namespace = "default") => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = @namespace },
        Spec = new DynamicGroupRuleSpec
        {
            ConnectorRef = new ConnectorReference { Name = "corp", Namespace = "default" },
            Rule = "user.department -eq \"Sales\"",
            Target = target,
        },
    };

    public static GroupWritebackPolicy Policy(string name, string @namespace = "default") => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = @namespace },
        Spec = new GroupWritebackPolicySpec
        {
            ConnectorRef = new ConnectorReference { Name = "corp", Namespace = "default" },
            Target = new WritebackTarget { OrganizationalUnit = "OU=Cloud,DC=corp,DC=example,DC=com" },
        },
    };

    public static RuleTarget EntraGroup(string? id = null, string? displayName = null) => new() { EntraGroup = new EntraGroupTarget { Id = id, DisplayName = displayName } };

    public static RuleTarget DirectoryGroup(string distinguishedName) =>
        new() { ActiveDirectoryGroup = new ActiveDirectoryGroupTarget { DistinguishedName = distinguishedName } };
}
