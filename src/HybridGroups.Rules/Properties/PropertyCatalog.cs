using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace HybridGroups.Rules.Properties;

/// <summary>Every property that rules know, by kind of object.</summary>
public sealed partial class PropertyCatalog
{
    private static readonly PropertyCatalog Users = new(RuleSubject.User, UserProperties.All());
    private static readonly PropertyCatalog Devices = new(RuleSubject.Device, DeviceProperties.All());
    private static readonly PropertyCatalog Groups = new(RuleSubject.Group, GroupProperties.All());

    private readonly FrozenDictionary<string, RuleProperty> byKey;
    private readonly PropertyBuilder builder;

    private PropertyCatalog(RuleSubject subject, IEnumerable<RuleProperty> properties)
    {
        Subject = subject;
        builder = new PropertyBuilder(subject);
        byKey = properties.ToFrozenDictionary(p => p.Key, StringComparer.OrdinalIgnoreCase);
    }

    public RuleSubject Subject { get; }

    /// <summary>All but the directory extensions, of which every application may define its own.</summary>
    public IReadOnlyCollection<RuleProperty> Properties => byKey.Values;

    public static PropertyCatalog Of(RuleSubject subject) => subject switch
    {
        RuleSubject.User => Users,
        RuleSubject.Device => Devices,
        _ => Groups,
    };

    /// <summary>By the name behind the point, in any case.</summary>
    public bool TryFind(string key, [NotNullWhen(true)] out RuleProperty? property)
    {
        if (byKey.TryGetValue(key, out property))
        {
            return true;
        }

        property = ExtensionForm().IsMatch(key) ? builder.Extension(Canonical(key)) : null;
        return property is not null;
    }

    internal static bool IsExtensionLike(string key) => key.StartsWith("extension_", StringComparison.OrdinalIgnoreCase);

    internal static bool HasApplicationId(string key) => ApplicationId().IsMatch(key);

    // Names differ in case between tenants' rules and Graph; one spelling makes them one property.
    private static string Canonical(string key)
    {
        var name = key.IndexOf('_', "extension_".Length);
        return string.Concat(key[..name].ToLowerInvariant(), key[name..]);
    }

    [GeneratedRegex("^extension_[0-9a-z]+_[0-9a-z_]+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ExtensionForm();

    [GeneratedRegex("^extension_[0-9a-f]{32}_", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ApplicationId();
}
