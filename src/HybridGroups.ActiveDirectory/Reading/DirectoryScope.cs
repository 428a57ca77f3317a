using HybridGroups.ActiveDirectory.Connections;
using Ldap;

namespace HybridGroups.ActiveDirectory.Reading;

/// <summary>Which part of the domain is read.</summary>
internal sealed class DirectoryScope
{
    private readonly IReadOnlyList<DistinguishedName> include;
    private readonly IReadOnlyList<DistinguishedName> exclude;
    private readonly DistinguishedName foreign;
    private readonly bool isWholeDomain;

    public DirectoryScope(ActiveDirectoryOptions options, DistinguishedName domain)
    {
        var asked = options.Include.Count > 0 ? options.Include : options.BaseName is { } given ? [given] : [domain];
        // A container within another one of the list would be read twice.
        include = [.. asked.Where(name => !asked.Any(name.IsDescendantOf)).Distinct()];
        exclude = options.Exclude;
        // Members from trusted domains stand there; leaving them out would take them out of their groups.
        foreign = domain.Child("CN", "ForeignSecurityPrincipals");
        isWholeDomain = include.Count == 1 && include[0].Equals(domain) && exclude.Count == 0;
        Bases = include.Any(foreign.IsAtOrBelow) ? include : [.. include, foreign];
    }

    /// <summary>Where searches begin.</summary>
    public IReadOnlyList<DistinguishedName> Bases { get; }

    public string Fingerprint => string.Join('\n', include.Concat(exclude).Select(name => name.ToString().ToUpperInvariant()).Order(StringComparer.Ordinal));

    public bool Contains(string name)
    {
        if (isWholeDomain) return true;
        if (!DistinguishedName.TryParse(name, out var parsed)) return false;
        return parsed.IsDescendantOf(foreign) || (include.Any(parsed.IsAtOrBelow) && !exclude.Any(parsed.IsAtOrBelow));
    }
}
