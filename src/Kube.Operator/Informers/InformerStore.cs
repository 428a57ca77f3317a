using System.Collections.Concurrent;
using Kube.Client.Metadata;

namespace Kube.Operator.Informers;

/// <summary>
/// The objects of a kind as last seen. Readers get immutable objects and never wait. Only the reflector writes, one call at
/// a time.
/// </summary>
public sealed class InformerStore<T>
    where T : KubernetesObject
{
    private volatile ConcurrentDictionary<ObjectKey, T> _objects = new();
    private volatile string? _resourceVersion;
    private volatile bool _isSynced;

    /// <summary>A complete list has been read.</summary>
    public bool IsSynced => _isSynced;

    /// <summary>Up to where in time the store has come.</summary>
    public string? ResourceVersion => _resourceVersion;

    public int Count => _objects.Count;

    public T? Find(ObjectKey key) => _objects.GetValueOrDefault(key);

    public IEnumerable<T> All => _objects.Select(entry => entry.Value); // .Values would copy them all under a lock

    /// <summary>
    /// Puts a complete list in place of what was there, and tells what changed. What is in <paramref name="keep"/> exists
    /// but could not be decoded: it must not look deleted.
    /// </summary>
    internal IReadOnlyList<StoreChange<T>> Replace(IReadOnlyList<T> complete, IReadOnlySet<ObjectKey> keep, string resourceVersion)
    {
        var before = _objects;
        var after = new ConcurrentDictionary<ObjectKey, T>();
        foreach (var item in complete)
        {
            after[item.Key] = item;
        }

        foreach (var key in keep)
        {
            if (before.TryGetValue(key, out var last))
            {
                after[key] = last;
            }
        }

        var initial = !_isSynced;
        var changes = new List<StoreChange<T>>();
        changes.AddRange(before.Where(old => !after.ContainsKey(old.Key)).Select(old => new StoreChange<T>.Deleted(old.Value)));
        foreach (var (key, item) in after)
        {
            changes.AddRange(ChangesOf(before.GetValueOrDefault(key), item, initial));
        }

        _objects = after;
        _resourceVersion = resourceVersion;
        _isSynced = true;
        return changes;
    }

    internal IReadOnlyList<StoreChange<T>> Set(T item)
    {
        var changes = ChangesOf(Find(item.Key), item, initial: false).ToArray();
        _objects[item.Key] = item;
        Advance(item.Metadata.ResourceVersion);
        return changes;
    }

    internal IReadOnlyList<StoreChange<T>> Remove(T item)
    {
        var changes = Remove(item.Key, item);
        Advance(item.Metadata.ResourceVersion);
        return changes;
    }

    internal IReadOnlyList<StoreChange<T>> Remove(ObjectKey key, T? last) =>
        _objects.TryRemove(key, out var known) ? [new StoreChange<T>.Deleted(last ?? known)] : [];

    internal void Advance(string? resourceVersion) => _resourceVersion = resourceVersion ?? _resourceVersion;

    private static IEnumerable<StoreChange<T>> ChangesOf(T? before, T after, bool initial)
    {
        if (before is null)
        {
            yield return new StoreChange<T>.Added(after, initial);
        }
        else if (!string.Equals(before.Metadata.Uid, after.Metadata.Uid, StringComparison.Ordinal))
        {
            // The same name, but another object: deleted and made again while nobody was looking.
            yield return new StoreChange<T>.Deleted(before);
            yield return new StoreChange<T>.Added(after, initial);
        }
        else if (!string.Equals(before.Metadata.ResourceVersion, after.Metadata.ResourceVersion, StringComparison.Ordinal))
        {
            yield return new StoreChange<T>.Updated(before, after);
        }
    }
}
