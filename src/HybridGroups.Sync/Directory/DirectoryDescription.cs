namespace HybridGroups.Sync.Directory;

/// <summary>The domain, and what its schema has.</summary>
public sealed record DirectoryDescription(string DefaultNamingContext, string DnsName, string DomainSid)
{
    public bool HasExchange { get; init; }

    public bool HasExternalDirectoryObjectId { get; init; }

    public bool HasObjectSoa { get; init; }

    public bool HasRecycleBin { get; init; }

    /// <summary>The host names of its domain controllers.</summary>
    public IReadOnlyList<string> DomainControllers { get; init; } = [];
}
