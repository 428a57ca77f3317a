using HybridGroups.Sync.Cloud.Changes;
using HybridGroups.Sync.Directory;
using HybridGroups.Sync.Model.Matching;

namespace HybridGroups.Sync.Model;

/// <summary>
/// Which user or device of the one directory is which of the other. A key that two objects share matches neither: to guess would
/// give somebody another one's access.
/// </summary>
public sealed class PersonPairs
{
    private readonly DirectoryModel model;
    private readonly MatchingOrder order;
    private CounterpartMatcher users;
    private CounterpartMatcher devices;
    private IReadOnlyList<AmbiguousMatch>? ambiguous;
    private Dictionary<Guid, List<AmbiguousMatch>>? doubts;

    internal PersonPairs(DirectoryModel model, MatchingOrder order)
    {
        this.model = model;
        this.order = order;
        users = Users();
        devices = Devices();
    }

    public int Count => users.Count + devices.Count;

    public Guid? OnPremisesOf(Guid cloud) => users.OnPremisesOf(cloud) ?? devices.OnPremisesOf(cloud);

    public Guid? CloudOf(Guid onPremises) => users.CloudOf(onPremises) ?? devices.CloudOf(onPremises);

    /// <summary>Keys that matched nobody because several have them, and that no other key made good for.</summary>
    public IReadOnlyList<AmbiguousMatch> Ambiguous => ambiguous ??=
        [.. users.Ambiguous().Concat(devices.Ambiguous()).OrderBy(one => one.Key, StringComparer.Ordinal).ThenBy(one => one.Value, StringComparer.Ordinal)];

    /// <summary>The shared keys because of which somebody, of either directory, has no partner.</summary>
    public IReadOnlyList<AmbiguousMatch> DoubtsAbout(Guid id) => (doubts ??= Doubts()).TryGetValue(id, out var found) ? found : [];

    /// <summary>Takes in what has changed; gives those, of both directories, who have another partner than before, or none any more.</summary>
    internal IReadOnlyCollection<Guid> Update(ModelChanges changes)
    {
        (ambiguous, doubts) = (null, null);
        var changed = new HashSet<Guid>();
        if (changes.OnPremises.Everything || changes.Users.Everything) users = Users();
        else changed.UnionWith(users.Update(changes.OnPremises, changes.Users));
        if (changes.OnPremises.Everything || changes.Devices.Everything) devices = Devices();
        else changed.UnionWith(devices.Update(changes.OnPremises, changes.Devices));
        return changed;
    }

    private CounterpartMatcher Users()
    {
        var matcher = new CounterpartMatcher(model, OnPremisesObjectKind.User, CloudObjectKind.User, [.. order.Keys.Select(LevelOf)]);
        matcher.MatchAll();
        return matcher;
    }

    private CounterpartMatcher Devices()
    {
        var matcher = new CounterpartMatcher(model, OnPremisesObjectKind.Device, CloudObjectKind.Device,
        [
            LevelOf(MatchingKey.SecurityIdentifier),
            // The device id of a hybrid joined device is the identity of its computer account.
            new MatchLevel(
                "DeviceId", computer => MatchKey.OfId(computer.Id),
                properties => MatchKey.OfId(Guid.TryParseExact(Text(properties, "deviceId"), "D", out var id) ? id : null), key => key.Id.ToString("D")),
        ]);
        matcher.MatchAll();
        return matcher;
    }

    private Dictionary<Guid, List<AmbiguousMatch>> Doubts()
    {
        var all = new Dictionary<Guid, List<AmbiguousMatch>>();
        foreach (var one in Ambiguous)
        {
            foreach (var person in one.OnPremises.Concat(one.Cloud))
            {
                if (!all.TryGetValue(person, out var known)) all.Add(person, known = []);
                known.Add(one);
            }
        }

        return all;
    }

    private static MatchLevel LevelOf(MatchingKey key) => key switch
    {
        MatchingKey.ImmutableId => new MatchLevel(
            key.ToString(), user => MatchKey.OfId(user.Anchor), properties => MatchKey.OfId(ReadAnchor(Text(properties, "onPremisesImmutableId"))),
            found => Convert.ToBase64String(found.Id.ToByteArray())),
        MatchingKey.SecurityIdentifier => LevelOf(key, user => user.SecurityIdentifier, "onPremisesSecurityIdentifier", sid => sid.ToUpperInvariant()),
        MatchingKey.UserPrincipalName => LevelOf(key, user => user.First("userPrincipalName"), "userPrincipalName", name => name.ToLowerInvariant()),
        _ => LevelOf(key, user => user.First("mail"), "mail", address => address.ToLowerInvariant()),
    };

    // However whoever came first spelt it: the same directories give the same words.
    private static MatchLevel LevelOf(MatchingKey key, Func<OnPremisesObject, string?> onPremises, string property, Func<string, string> spelt) => new(
        key.ToString(), item => MatchKey.Of(onPremises(item)), properties => MatchKey.Of(Text(properties, property)), found => spelt(found.Text!));

    // Base64, in which another case is another anchor; and one anchor has one spelling.
    private static Guid? ReadAnchor(string? text)
    {
        const int letters = 24;
        const int size = 16;
        if (text is not { Length: letters }) return null;
        Span<byte> bytes = stackalloc byte[size];
        if (!Convert.TryFromBase64String(text, bytes, out var read) || read != size) return null;
        Span<char> again = stackalloc char[letters];
        return Convert.TryToBase64Chars(bytes, again, out _) && again.SequenceEqual(text) ? new Guid(bytes) : null;
    }

    private static string? Text(IReadOnlyDictionary<string, object?> properties, string name) =>
        properties.TryGetValue(name, out var value) ? value as string : null;
}
