using HybridGroups.Sync.Model;
using HybridGroups.Sync.Ports;

namespace HybridGroups.Controllers.Connectors;

/// <summary>What a running connector is built on. When any of it changes, it is built anew and reads everything again.</summary>
public sealed record ConnectorSetup(string Name, ActiveDirectoryConnection ActiveDirectory, EntraConnection Entra, MatchingOrder Matching)
{
    /// <summary>Both are built on the same.</summary>
    public bool IsSameAs(ConnectorSetup other) =>
        string.Equals(Name, other.Name, StringComparison.Ordinal)
        && Core(ActiveDirectory) == Core(other.ActiveDirectory)
        && ActiveDirectory.Address.Servers.SequenceEqual(other.ActiveDirectory.Address.Servers)
        && string.Equals(ActiveDirectory.Address.Domain, other.ActiveDirectory.Address.Domain, StringComparison.OrdinalIgnoreCase)
        && string.Equals(ActiveDirectory.Address.AuthoritiesPem, other.ActiveDirectory.Address.AuthoritiesPem, StringComparison.Ordinal)
        && ActiveDirectory.Include.SequenceEqual(other.ActiveDirectory.Include, StringComparer.OrdinalIgnoreCase)
        && ActiveDirectory.Exclude.SequenceEqual(other.ActiveDirectory.Exclude, StringComparer.OrdinalIgnoreCase)
        && ActiveDirectory.WritableContainers.SequenceEqual(other.ActiveDirectory.WritableContainers, StringComparer.OrdinalIgnoreCase)
        && Entra == other.Entra
        && Matching.Keys.SequenceEqual(other.Matching.Keys);

    private static readonly ActiveDirectoryAddress Nowhere = new([], AuthoritiesPem: null);

    // Lists and addresses are compared by what is in them, above.
    private static ActiveDirectoryConnection Core(ActiveDirectoryConnection connection) =>
        connection with { Include = NoNames, Exclude = NoNames, WritableContainers = NoNames, Address = Nowhere };

    private static readonly IReadOnlyList<string> NoNames = [];
}
