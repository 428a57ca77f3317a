using System.Text.Json;
using Kube.Client.Errors;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Client.Watch;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Informers;

/// <summary>
/// Keeps a store equal to the API server: carries out the steps that <see cref="ReflectorProtocol"/> decides, for ever.
/// </summary>
public sealed partial class Reflector<T>(
    ResourceClient<T> client, ListScope scope, InformerStore<T> store, Action<StoreChange<T>> onChange, bool streamsLists,
    TimeProvider time, Random random, ILogger<Reflector<T>> logger)
    where T : KubernetesObject
{
    // Longer than the server's own limit, so that it strikes only when the server has vanished without a word.
    private static readonly TimeSpan DeadConnection = TimeSpan.FromSeconds(30);

    // A server that does not know streamed lists may ignore the wish instead of refusing it.
    private static readonly TimeSpan LongestStreamedList = TimeSpan.FromMinutes(1);

    private long _lastEvent = time.GetTimestamp();
    private long _lastSync = time.GetTimestamp();

    /// <summary>Since when nothing came from the server, not even a bookmark.</summary>
    public TimeSpan LastEventAge => time.GetElapsedTime(Volatile.Read(ref _lastEvent));

    /// <summary>Since when no step has succeeded.</summary>
    public TimeSpan LastSyncAge => time.GetElapsedTime(Volatile.Read(ref _lastSync));

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var state = streamsLists ? ReflectorState.Streaming : ReflectorState.Initial;
        while (!stop.IsCancellationRequested)
        {
            var outcome = await TakeStepAsync(state.Next, stop);
            if (stop.IsCancellationRequested)
            {
                return;
            }

            if (outcome is ReflectorOutcome.Listed or ReflectorOutcome.WatchEnded)
            {
                Volatile.Write(ref _lastSync, time.GetTimestamp());
            }

            (state, var delay) = ReflectorProtocol.Next(state, outcome, random.NextDouble());
            if (delay > TimeSpan.Zero)
            {
                await Task.Delay(delay, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<ReflectorOutcome> TakeStepAsync(ReflectorStep step, CancellationToken stop)
    {
        try
        {
            return step switch
            {
                ReflectorStep.List list => await ListAsync(list.ResourceVersion, stop),
                ReflectorStep.StreamedList => await WatchAsync(from: null, stop),
                ReflectorStep.Watch watch => await WatchAsync(watch.ResourceVersion, stop),
                _ => throw new InvalidOperationException($"Unknown step {step}."),
            };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new ReflectorOutcome.Failed();
        }
        catch (Exception error) when (IsTrouble(error))
        {
            return Classify(error, reached: null);
        }
    }

    private async Task<ReflectorOutcome> ListAsync(string? resourceVersion, CancellationToken stop)
    {
        var items = new List<T>();
        var undecodable = new HashSet<ObjectKey>();
        string? continueAt = null;
        string listed;
        do
        {
            ListPage<T> page;
            try
            {
                page = await client.ListPageAsync(scope, resourceVersion, continueAt, stop);
            }
            catch (KubeApiException expired) when (expired.IsGone && continueAt is not null)
            {
                // The token lives for minutes only: everything at once, from the beginning.
                LogPagesExpired(typeof(T).Name);
                (items, undecodable) = ([], []);
                page = await client.ListPageAsync(scope, resourceVersion, continueAt: null, stop, atOnce: true);
            }

            items.AddRange(page.Items);
            undecodable.UnionWith(page.Undecodable.Select(Note));
            listed = page.ResourceVersion;
            continueAt = page.Continue;
        }
        while (continueAt is not null);

        // Only now, with every page at hand: a list that broke off half-way must not make objects look deleted.
        Publish(store.Replace(items, undecodable, listed));
        LogListed(typeof(T).Name, items.Count, listed);
        return new ReflectorOutcome.Listed(listed);
    }

    private async Task<ReflectorOutcome> WatchAsync(string? from, CancellationToken stop)
    {
        // Ended by the server after a while, each watch after another while: so a dead one cannot last, and load is spread.
        var timeout = TimeSpan.FromMinutes(5 + (5 * random.NextDouble()));
        using var dead = new CancellationTokenSource(from is null ? LongestStreamedList : timeout + DeadConnection, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, dead.Token);
        var began = time.GetTimestamp();
        var initial = from is null ? new InitialEvents<T>() : null;
        var reached = from;
        var events = 0;
        try
        {
            await foreach (var happened in client.WatchAsync(scope, from, timeout, sendInitialEvents: from is null, either.Token))
            {
                events++;
                Volatile.Write(ref _lastEvent, time.GetTimestamp());
                if (happened is WatchEvent<T>.Failed failed)
                {
                    LogWatchFailed(typeof(T).Name, failed.Status.Reason, failed.Status.Message);
                    return failed.Status.Code is 410 || failed.Status.Reason is "Expired" or "Gone" ? new ReflectorOutcome.Expired()
                        : initial is not null ? Refused(failed.Status.Message ?? failed.Status.Reason ?? "an error without a message")
                        : new ReflectorOutcome.Unavailable(reached, RetryAfter: null);
                }

                if (initial is null)
                {
                    reached = Take(happened) ?? reached;
                }
                else if (initial.Take(happened, Note) is { } listed)
                {
                    Publish(store.Replace(initial.Items, initial.Undecodable, listed));
                    LogListed(typeof(T).Name, initial.Items.Count, listed);
                    (reached, initial) = (listed, null);
                    dead.CancelAfter(timeout + DeadConnection);
                }
            }
        }
        catch (KubeApiException refused) when (initial is not null && refused.IsBadRequest)
        {
            return Refused(refused.Message);
        }
        catch (OperationCanceledException) when (initial is not null && dead.IsCancellationRequested && !stop.IsCancellationRequested)
        {
            return Refused("it did not say where the initial events end");
        }
        catch (Exception error) when (!stop.IsCancellationRequested && IsTrouble(error))
        {
            return Classify(error, reached);
        }

        // Of a streamed list that broke off, nothing was taken.
        return reached is null ? new ReflectorOutcome.Failed() : new ReflectorOutcome.WatchEnded(reached, events, time.GetElapsedTime(began));
    }

    // A server may know streamed lists and yet have none to give: before etcd 3.4.25 it says so in the stream, each time.
    private ReflectorOutcome.StreamingRefused Refused(string why)
    {
        LogStreamingRefused(typeof(T).Name, why);
        return new ReflectorOutcome.StreamingRefused();
    }

    /// <summary>Takes an event into the store; returns the resource version that it brought.</summary>
    private string? Take(WatchEvent<T> happened)
    {
        switch (happened)
        {
            case WatchEvent<T>.Changed changed:
                Publish(store.Set(changed.Object));
                return changed.Object.Metadata.ResourceVersion;
            case WatchEvent<T>.Deleted deleted:
                Publish(store.Remove(deleted.Object));
                return deleted.Object.Metadata.ResourceVersion;
            case WatchEvent<T>.Bookmark bookmark:
                store.Advance(bookmark.ResourceVersion);
                return bookmark.ResourceVersion;
            case WatchEvent<T>.Undecodable broken:
                Note(broken.Object);
                if (broken.WasDeleted)
                {
                    Publish(store.Remove(broken.Object.Key, last: null));
                }

                store.Advance(broken.Object.ResourceVersion);
                return broken.Object.ResourceVersion;
            default:
                LogUnknownEvent(typeof(T).Name, happened);
                return null;
        }
    }

    private ObjectKey Note(UndecodableObject broken)
    {
        LogUndecodable(typeof(T).Name, broken.Key, broken.Error);
        InformerMetrics.Undecodable.Add(1, new KeyValuePair<string, object?>("kind", typeof(T).Name));
        return broken.Key;
    }

    private ReflectorOutcome Classify(Exception error, string? reached)
    {
        LogStepFailed(typeof(T).Name, error.Message);
        return error switch
        {
            KubeApiException { IsGone: true } or KubeApiException { IsTooLargeResourceVersion: true } => new ReflectorOutcome.Expired(),
            KubeApiException { IsUnreachable: true } or KubeApiException { IsTooManyRequests: true } or KubeApiException { StatusCode: >= System.Net.HttpStatusCode.InternalServerError } =>
                new ReflectorOutcome.Unavailable(reached, ((KubeApiException)error).RetryAfter),
            IOException or OperationCanceledException => new ReflectorOutcome.Unavailable(reached, RetryAfter: null),
            _ => new ReflectorOutcome.Failed(),
        };
    }

    // Everything else is a fault of ours, and ends the process.
    private static bool IsTrouble(Exception error) =>
        error is KubeApiException or Kube.Client.Config.KubeconfigException or IOException or InvalidDataException or JsonException or OperationCanceledException;

    private void Publish(IReadOnlyList<StoreChange<T>> changes)
    {
        foreach (var change in changes)
        {
            onChange(change);
        }
    }
}
