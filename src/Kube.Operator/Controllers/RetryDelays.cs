using System.Collections.Concurrent;
using Kube.Client.Metadata;

namespace Kube.Operator.Controllers;

/// <summary>How long each failing key waits. Never gives up: a controller that stops trying is silently wrong.</summary>
internal sealed class RetryDelays(Random random, TimeSpan longest)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<ObjectKey, TimeSpan> _last = new();

    /// <summary>Decorrelated jitter: between the first delay and three times the last one.</summary>
    public TimeSpan Next(ObjectKey key) => _last.AddOrUpdate(
        key,
        First,
        (_, last) =>
        {
            var next = First + (((last * 3) - First) * Draw());
            return next < longest ? next : longest;
        });

    public void Forget(ObjectKey key) => _last.TryRemove(key, out _);

    // Random is not safe to share between the workers.
    private double Draw()
    {
        lock (random)
        {
            return random.NextDouble();
        }
    }
}
