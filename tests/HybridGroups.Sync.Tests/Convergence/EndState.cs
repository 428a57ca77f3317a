using System.Globalization;
using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Tests.Directories;

namespace HybridGroups.Sync.Tests.Convergence;

/// <summary>How both directories are, told without the identities that they gave to what was made: those differ from run to run.</summary>
internal static class EndState
{
    /// <summary>What only the one or only the other has.</summary>
    public static string Difference(IReadOnlyList<string> one, IReadOnlyList<string> other) =>
        string.Join('\n', one.Except(other, StringComparer.Ordinal).Select(line => $"- {line}").Concat(other.Except(one, StringComparer.Ordinal).Select(line => $"+ {line}")));

    public static IReadOnlyList<string> Of(TestDirectories directories)
    {
        var lines = new List<string>();
        foreach (var item in directories.Domain.Objects)
        {
            var attributes = string.Join(';', item.Attributes.OrderBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase).Select(Text));
            var members = item.Kind == OnPremisesObjectKind.Group ? string.Join(',', directories.Domain.MembersOf(item.Id).Select(id => NameOf(directories.Domain, id)).Order(StringComparer.Ordinal)) : string.Empty;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"AD {NameOf(directories.Domain, item.Id)} {item.DistinguishedName} {item.Group?.Kind.Value} {attributes} [{members}]"));
        }

        foreach (var group in directories.Tenant.Groups)
        {
            string Text(string property) => directories.Tenant.Get(CloudObjectKind.Group, group, property) as string ?? "-";
            var members = string.Join(',', directories.Tenant.MembersOf(group).Select(id => NameOf(directories.Tenant, id)).Order(StringComparer.Ordinal));
            lines.Add($"Entra {NameOf(directories.Tenant, group)} {Text("displayName")} {Text("description")} {Text("membershipRule")} {Text("membershipRuleProcessingState")} [{members}]");
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    // An account name is chosen once, when the group is made, and has a suffix when somebody else had it then.
    private static string Text(KeyValuePair<string, IReadOnlyList<string>> attribute) =>
        string.Equals(attribute.Key, "sAMAccountName", StringComparison.OrdinalIgnoreCase) && attribute.Value[0].LastIndexOf('_') is > 0 and var suffix && attribute.Value[0].Length == suffix + 13
            ? $"{attribute.Key}={attribute.Value[0][..suffix]}"
            : $"{attribute.Key}={string.Join('|', attribute.Value)}";

    private static string NameOf(SimulatedActiveDirectory domain, Guid id) => domain.Find(id).Group?.WrittenBackFrom?.ToString() ?? id.ToString("D");

    private static string NameOf(SimulatedEntra tenant, Guid id) =>
        tenant.Groups.Contains(id) && tenant.Get(CloudObjectKind.Group, id, "uniqueName") is string name ? name : id.ToString("D");
}
