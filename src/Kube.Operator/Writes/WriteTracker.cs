using System.Collections.Concurrent;
using Kube.Client.Metadata;

namespace Kube.Operator.Writes;

/// <summary>
/// What a controller wrote itself and has not yet seen come back. Reconciling a key before that would undo or repeat the
/// own write (KubeOps #264, #298).
/// </summary>
public sealed class WriteTracker(TimeProvider time)
{
    // After a restore of etcd, resource versions start again: what was noted would then never be reached.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<ObjectKey, Written> _written = new();

    /// <summary>Notes a write by the object that the API server answered with.</summary>
    public void Note(KubernetesObject answer) => Note(answer.Key, answer.Metadata.ResourceVersion);

    /// <summary>Notes a write by its resource version.</summary>
    public void Note(ObjectKey key, string? resourceVersion)
    {
        if (resourceVersion is not null)
        {
            _written[key] = new Written(resourceVersion, time.GetTimestamp());
        }
    }

    /// <summary>The object is gone: nothing of it will come back.</summary>
    public void Forget(ObjectKey key) => _written.TryRemove(key, out _);

    /// <summary>Whether the cache has not yet reached what was written last.</summary>
    /// <param name="key">Which object.</param>
    /// <param name="cached">The resource version of the object in the cache; null when it is not there.</param>
    /// <param name="reached">How far the cache has come.</param>
    public bool IsAhead(ObjectKey key, string? cached, string? reached)
    {
        if (!_written.TryGetValue(key, out var written))
        {
            return false;
        }

        var isSeen = HasReached(cached, written.ResourceVersion) || HasReached(reached, written.ResourceVersion)
            || time.GetElapsedTime(written.At) > LongestWait;
        if (isSeen)
        {
            _written.TryRemove(KeyValuePair.Create(key, written));
        }

        return !isSeen;
    }

    // Not comparable is not reached: it is never guessed.
    private static bool HasReached(string? version, string wanted) =>
        string.Equals(version, wanted, StringComparison.Ordinal) || ResourceVersions.Compare(version, wanted) >= 0;

    private sealed record Written(string ResourceVersion, long At);
}
