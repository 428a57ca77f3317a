using Kube.Client.Core;

namespace Kube.Operator.Events;

/// <summary>How many events an object may have: 25 at once, then one in five minutes (a token bucket for each object).</summary>
internal sealed class EventBudget(TimeProvider time)
{
    private const int Burst = 25;
    private const int MostObjects = 4096;
    private static readonly TimeSpan OneMore = TimeSpan.FromMinutes(5);

    private readonly Dictionary<(string?, string?, string?, string?), (double Tokens, long At)> _buckets = [];

    public bool TryTake(ObjectReference regarding)
    {
        var key = (regarding.Kind, regarding.Namespace, regarding.Name, regarding.Uid);
        var (tokens, at) = _buckets.TryGetValue(key, out var known) ? known : (Burst, time.GetTimestamp());
        tokens = Math.Min(Burst, tokens + (time.GetElapsedTime(at) / OneMore));
        var allowed = tokens >= 1;
        if (_buckets.Count >= MostObjects && !_buckets.ContainsKey(key))
        {
            _buckets.Clear(); // memory counts more than exactness: everybody begins anew
        }

        _buckets[key] = (allowed ? tokens - 1 : tokens, time.GetTimestamp());
        return allowed;
    }
}
