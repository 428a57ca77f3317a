using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace HybridGroups.Sync.Directory;

/// <summary>
/// The uniqueName of a cloud group that was made here: from a group of Active Directory, or by a rule. It names the domain too,
/// so that nobody takes the groups of another domain of the same tenant for groups whose source has gone.
/// </summary>
public readonly record struct CloudAnchor(string Domain, Guid Id, bool IsForRule)
{
    private const string Prefix = "hybridgroups-";
    private const string RuleDomain = "rule";
    private const int DomainLength = 8;

    public static CloudAnchor ForRule(Guid rule) => new(RuleDomain, rule, IsForRule: true);

    public static CloudAnchor ForGroup(string baseName, Guid anchor) => new(DomainKey(baseName), anchor, IsForRule: false);

    /// <summary>A short name for a domain, from its distinguished name.</summary>
    public static string DomainKey(string baseName) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(baseName.Replace(" ", string.Empty, StringComparison.Ordinal).ToUpperInvariant())))[..DomainLength];

    public static bool TryParse(string? text, [NotNullWhen(true)] out CloudAnchor? anchor)
    {
        anchor = null;
        if (text?.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) != true) return false;
        var rest = text.AsSpan(Prefix.Length);
        var dash = rest.IndexOf('-');
        if (dash is not (4 or DomainLength) || !Guid.TryParseExact(rest[(dash + 1)..], "D", out var id)) return false;
        var domain = rest[..dash].ToString().ToLowerInvariant();
        anchor = new CloudAnchor(domain, id, string.Equals(domain, RuleDomain, StringComparison.Ordinal));
        return true;
    }

    public override string ToString() => $"{Prefix}{Domain}-{Id:D}";
}
