using HybridGroups.Api.DynamicGroupRules;
using HybridGroups.Api.SyncConnectors;

namespace HybridGroups.Commands.Connectors;

/// <summary>An application permission, what it is needed for, and the greater ones that hold it.</summary>
internal sealed record GraphPermission(string Least, string Purpose, bool IsRequired, params string[] Greater)
{
    private const string ReadDirectory = "Directory.Read.All";
    private const string WriteDirectory = "Directory.ReadWrite.All";

    public bool IsIn(IReadOnlySet<string> granted) => granted.Contains(Least) || Greater.Any(granted.Contains);

    /// <summary>What these manifests need. Rules that are not known are taken for ones that write.</summary>
    public static IReadOnlyList<GraphPermission> For(SyncConnector connector, IEnumerable<DynamicGroupRule>? rules)
    {
        var writes = connector.Spec.GroupSync.Enabled || rules?.Any(rule => rule.Spec.Target.EntraGroup is not null) != false;
        return
        [
            new("User.Read.All", "reading users", IsRequired: true, "User.ReadWrite.All", ReadDirectory, WriteDirectory),
            new("Device.Read.All", "reading devices", IsRequired: true, "Device.ReadWrite.All", ReadDirectory, WriteDirectory),
            writes
                ? new("Group.ReadWrite.All", "making groups and changing their members", IsRequired: true, WriteDirectory)
                : new("Group.Read.All", "reading groups and their members", IsRequired: true, "Group.ReadWrite.All", ReadDirectory, WriteDirectory),
            .. connector.Spec.GroupSync is { Enabled: true, Licences: LicenceHandling.Remove }
                ? [new GraphPermission("LicenseAssignment.ReadWrite.All", "taking licences off a group that is deleted", IsRequired: true, WriteDirectory)]
                : Array.Empty<GraphPermission>(),
            new("Organization.Read.All", "telling whether the tenant is licensed", IsRequired: false, "Organization.ReadWrite.All", "LicenseAssignment.Read.All", ReadDirectory, WriteDirectory),
            new("Domain.Read.All", "telling whether people have one account on both sides", IsRequired: false, "Domain.ReadWrite.All", ReadDirectory, WriteDirectory),
        ];
    }
}
