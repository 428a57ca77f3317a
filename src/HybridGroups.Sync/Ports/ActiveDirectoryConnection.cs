namespace HybridGroups.Sync.Ports;

/// <summary>All that is needed to open a domain.</summary>
public sealed record ActiveDirectoryConnection(ActiveDirectoryAddress Address, string BaseName, string UserName, string Password)
{
    /// <summary>Kerberos in place of a simple bind.</summary>
    public bool UsesKerberos { get; init; }

    public IReadOnlyList<string> Include { get; init; } = [];

    public IReadOnlyList<string> Exclude { get; init; } = [];

    public IReadOnlyList<string> WritableContainers { get; init; } = [];

    // The password belongs in no log.
    public override string ToString() => $"{BaseName} as {UserName}";
}
