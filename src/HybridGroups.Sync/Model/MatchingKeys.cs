using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;

namespace HybridGroups.Sync.Model;

/// <summary>
/// Whether a change can part or join people. Most cannot: a new department pairs nobody anew, and pairing a large company takes
/// longer than everything else that a change costs.
/// </summary>
internal static class MatchingKeys
{
    private static readonly string[] OfCloud = ["onPremisesImmutableId", "onPremisesSecurityIdentifier", "userPrincipalName", "mail", "deviceId"];

    public static bool HaveChanged(DirectoryModel model, ModelChanges changes) =>
        changes.OnPremises.Everything || changes.Users.Everything || changes.Devices.Everything
        || changes.OnPremises.Before.Any(entry => OnPremisesDiffer(entry.Value as OnPremisesObject, model.OnPremises.Find(entry.Key)))
        || changes.Users.Before.Any(entry => CloudDiffer(entry.Value, model.Cloud.PropertiesOf(CloudObjectKind.User, entry.Key)))
        || changes.Devices.Before.Any(entry => CloudDiffer(entry.Value, model.Cloud.PropertiesOf(CloudObjectKind.Device, entry.Key)));

    private static bool OnPremisesDiffer(OnPremisesObject? before, OnPremisesObject? now)
    {
        if (!IsMatched(before) && !IsMatched(now)) return false;
        return before is null || now is null || before.Kind != now.Kind || before.Anchor != now.Anchor
            || !string.Equals(before.SecurityIdentifier, now.SecurityIdentifier, StringComparison.Ordinal)
            || !string.Equals(before.First("userPrincipalName"), now.First("userPrincipalName"), StringComparison.Ordinal)
            || !string.Equals(before.First("mail"), now.First("mail"), StringComparison.Ordinal);
    }

    private static bool IsMatched(OnPremisesObject? item) => item is { Kind: OnPremisesObjectKind.User or OnPremisesObjectKind.Device };

    private static bool CloudDiffer(object? before, IReadOnlyDictionary<string, object?>? now)
    {
        var known = before as IReadOnlyDictionary<string, object?>;
        if (known is null || now is null) return known is not null || now is not null;
        return OfCloud.Any(name => !string.Equals(Text(known, name), Text(now, name), StringComparison.Ordinal));
    }

    private static string? Text(IReadOnlyDictionary<string, object?> properties, string name) => properties.GetValueOrDefault(name) as string;
}
