using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Client.Watch;

namespace Kube.Operator.Informers;

/// <summary>What a streamed list has brought so far. Nothing of it counts before its end is marked.</summary>
internal sealed class InitialEvents<T>
    where T : KubernetesObject
{
    private readonly Dictionary<ObjectKey, T> _items = [];

    public IReadOnlyList<T> Items => [.. _items.Values];

    public HashSet<ObjectKey> Undecodable { get; } = [];

    /// <summary>Takes an event; returns the resource version of the list when this event ends it.</summary>
    public string? Take(WatchEvent<T> happened, Func<UndecodableObject, ObjectKey> note)
    {
        switch (happened)
        {
            case WatchEvent<T>.Changed changed:
                _items[changed.Object.Key] = changed.Object;
                return null;
            case WatchEvent<T>.Deleted deleted:
                _items.Remove(deleted.Object.Key);
                return null;
            case WatchEvent<T>.Undecodable { WasDeleted: false } broken:
                Undecodable.Add(note(broken.Object));
                return null;
            case WatchEvent<T>.Bookmark { EndsInitialEvents: true } end:
                return end.ResourceVersion;
            default:
                return null;
        }
    }
}
