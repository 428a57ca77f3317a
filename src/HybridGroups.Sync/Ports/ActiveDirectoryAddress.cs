namespace HybridGroups.Sync.Ports;

/// <summary>Where the domain controllers of a domain are, and whose certificates they may show.</summary>
/// <param name="Servers">Asked in this order.</param>
/// <param name="AuthoritiesPem">Certificate authorities in PEM; those of the machine when null.</param>
public sealed record ActiveDirectoryAddress(IReadOnlyList<Uri> Servers, string? AuthoritiesPem)
{
    /// <summary>The domain whose DNS names the domain controllers; then those above are for where it names none. Null when they are named here.</summary>
    public string? Domain { get; init; }
}
