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
    private readonly List<AmbiguousMatch> shared = [];
    private readonly Dictionary<Guid, List<AmbiguousMatch>> doubts = [];

    private PersonPairs()
    {
    }

    public int Count => toCloud.Count;

    public Guid? OnPremisesOf(Guid cloud) => toOnPremises.TryGetValue(cloud, out var id) ? id : null;

    public Guid? CloudOf(Guid onPremises) => toCloud.TryGetValue(onPremises, out var id) ? id : null;

    /// <summary>Keys that matched nobody because several have them, and that no other key made good for.</summary>
    public IReadOnlyList<AmbiguousMatch> Ambiguous => shared;

    /// <summary>The shared keys because of which somebody, of either directory, has no partner.</summary>
    public IReadOnlyList<AmbiguousMatch> DoubtsAbout(Guid id) => doubts.TryGetValue(id, out var found) ? found : [];

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
                key.ToString(), users, model.Cloud, CloudObjectKind.User, user => OnPremisesKey(user, key), properties => CloudKey(properties, key),
                key == MatchingKey.ImmutableId ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        }

        var computers = model.OnPremises.Objects.Where(item => item.Kind == OnPremisesObjectKind.Device).ToArray();
        pairs.Match(
            nameof(MatchingKey.SecurityIdentifier), computers, model.Cloud, CloudObjectKind.Device,
            computer => computer.SecurityIdentifier, properties => Text(properties, "onPremisesSecurityIdentifier"), StringComparer.OrdinalIgnoreCase);
        // The device id of a hybrid joined device is the identity of its computer account.
        pairs.Match(
            "DeviceId", computers, model.Cloud, CloudObjectKind.Device,
            computer => computer.Id.ToString("D"), properties => Text(properties, "deviceId"), StringComparer.OrdinalIgnoreCase);
        pairs.SettleAmbiguous();
        return pairs;
    }

    private void Match(
        string name, IEnumerable<OnPremisesObject> onPremises, CloudMirror cloud, CloudObjectKind kind,
        Func<OnPremisesObject, string?> key, Func<IReadOnlyDictionary<string, object?>, string?> cloudKey, StringComparer comparer)
    {
        var byKey = new Dictionary<string, Guid>(comparer);
        var further = new Dictionary<string, (List<Guid> OnPremises, List<Guid> Cloud)>(comparer);
        foreach (var item in onPremises)
        {
            if (!toCloud.ContainsKey(item.Id) && key(item) is { Length: > 0 } text && !byKey.TryAdd(text, item.Id)) Further(text).OnPremises.Add(item.Id);
        }

        var found = new Dictionary<string, Guid>(comparer);
        foreach (var id in cloud.Live(kind))
        {
            if (toOnPremises.ContainsKey(id) || cloudKey(cloud.PropertiesOf(kind, id)!) is not { Length: > 0 } text || !byKey.ContainsKey(text)) continue;
            if (!found.TryAdd(text, id)) Further(text).Cloud.Add(id);
        }

        foreach (var (text, id) in found)
        {
            if (further.TryGetValue(text, out var others))
            {
                shared.Add(new AmbiguousMatch(name, text, [.. others.OnPremises.Prepend(byKey[text]).Order()], [.. others.Cloud.Prepend(id).Order()]));
                continue;
            }

            toOnPremises[id] = byKey[text];
            toCloud[byKey[text]] = id;
        }

        (List<Guid> OnPremises, List<Guid> Cloud) Further(string text)
        {
            if (!further.TryGetValue(text, out var lists)) further.Add(text, lists = ([], []));
            return lists;
        }
    }

    // A later key may have told them apart.
    private void SettleAmbiguous()
    {
        var left = shared
            .Select(one => one with { OnPremises = [.. one.OnPremises.Where(id => !toCloud.ContainsKey(id))], Cloud = [.. one.Cloud.Where(id => !toOnPremises.ContainsKey(id))] })
            .Where(one => one.OnPremises.Count > 0 && one.Cloud.Count > 0)
            .OrderBy(one => one.Key, StringComparer.Ordinal).ThenBy(one => one.Value, StringComparer.Ordinal)
            .ToArray();
        shared.Clear();
        shared.AddRange(left);
        foreach (var one in left)
        {
            foreach (var person in one.OnPremises.Concat(one.Cloud))
            {
                if (!doubts.TryGetValue(person, out var known)) doubts.Add(person, known = []);
                known.Add(one);
            }
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
