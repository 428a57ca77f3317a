using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;

namespace HybridGroups.Sync.Model;

/// <summary>
/// Which user or device of the one directory is which of the other. A key that two objects share matches neither: to guess would
/// give somebody another one's access.
/// </summary>
public sealed class PersonPairs
{
    private readonly Dictionary<Guid, Guid> toOnPremises = [];
    private readonly Dictionary<Guid, Guid> toCloud = [];

    private PersonPairs()
    {
    }

    public int Count => toCloud.Count;

    public Guid? OnPremisesOf(Guid cloud) => toOnPremises.TryGetValue(cloud, out var id) ? id : null;

    public Guid? CloudOf(Guid onPremises) => toCloud.TryGetValue(onPremises, out var id) ? id : null;

    /// <summary>Who, of both directories, has another partner than before, or none any more.</summary>
    internal IEnumerable<Guid> ChangedSince(PersonPairs before)
    {
        if (ReferenceEquals(this, before)) yield break;
        foreach (var (one, other) in new[] { (this, before), (before, this) })
        {
            foreach (var (cloud, onPremises) in one.toOnPremises)
            {
                if (other.OnPremisesOf(cloud) == onPremises) continue;
                yield return cloud;
                yield return onPremises;
            }
        }
    }

    public static PersonPairs Of(DirectoryModel model, MatchingOrder order)
    {
        var pairs = new PersonPairs();
        var users = model.OnPremises.Objects.Where(item => item.Kind == OnPremisesObjectKind.User).ToArray();
        foreach (var key in order.Keys)
        {
            // An anchor is Base64, in which another case is another anchor.
            pairs.Match(
                users, model.Cloud, CloudObjectKind.User, user => OnPremisesKey(user, key), properties => CloudKey(properties, key),
                key == MatchingKey.ImmutableId ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        }

        var computers = model.OnPremises.Objects.Where(item => item.Kind == OnPremisesObjectKind.Device).ToArray();
        pairs.Match(
            computers, model.Cloud, CloudObjectKind.Device,
            computer => computer.SecurityIdentifier, properties => Text(properties, "onPremisesSecurityIdentifier"), StringComparer.OrdinalIgnoreCase);
        // The device id of a hybrid joined device is the identity of its computer account.
        pairs.Match(
            computers, model.Cloud, CloudObjectKind.Device,
            computer => computer.Id.ToString("D"), properties => Text(properties, "deviceId"), StringComparer.OrdinalIgnoreCase);
        return pairs;
    }

    private void Match(
        IEnumerable<OnPremisesObject> onPremises, CloudMirror cloud, CloudObjectKind kind,
        Func<OnPremisesObject, string?> key, Func<IReadOnlyDictionary<string, object?>, string?> cloudKey, StringComparer comparer)
    {
        var byKey = new Dictionary<string, Guid>(comparer);
        var shared = new HashSet<string>(comparer);
        foreach (var item in onPremises)
        {
            if (!toCloud.ContainsKey(item.Id) && key(item) is { Length: > 0 } text && !byKey.TryAdd(text, item.Id)) shared.Add(text);
        }

        var found = new Dictionary<string, Guid>(comparer);
        foreach (var id in cloud.Live(kind))
        {
            if (toOnPremises.ContainsKey(id) || cloudKey(cloud.PropertiesOf(kind, id)!) is not { Length: > 0 } text || !byKey.ContainsKey(text)) continue;
            if (!found.TryAdd(text, id)) shared.Add(text);
        }

        foreach (var (text, id) in found)
        {
            if (shared.Contains(text)) continue;
            toOnPremises[id] = byKey[text];
            toCloud[byKey[text]] = id;
        }
    }

    private static string? OnPremisesKey(OnPremisesObject user, MatchingKey key) => key switch
    {
        MatchingKey.ImmutableId => Convert.ToBase64String(user.Anchor.ToByteArray()),
        MatchingKey.SecurityIdentifier => user.SecurityIdentifier,
        MatchingKey.UserPrincipalName => user.First("userPrincipalName"),
        _ => user.First("mail"),
    };

    private static string? CloudKey(IReadOnlyDictionary<string, object?> properties, MatchingKey key) => Text(properties, key switch
    {
        MatchingKey.ImmutableId => "onPremisesImmutableId",
        MatchingKey.SecurityIdentifier => "onPremisesSecurityIdentifier",
        MatchingKey.UserPrincipalName => "userPrincipalName",
        _ => "mail",
    });

    private static string? Text(IReadOnlyDictionary<string, object?> properties, string name) =>
        properties.TryGetValue(name, out var value) ? value as string : null;
}
