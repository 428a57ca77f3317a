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
    ResourceClient<T> client, string? @namespace, InformerStore<T> store, Action<StoreChange<T>> onChange,
    TimeProvider time, Random random, ILogger<Reflector<T>> logger)
    where T : KubernetesObject
{
    // Longer than the server's own limit, so that it strikes only when the server has vanished without a word.
    private static readonly TimeSpan DeadConnection = TimeSpan.FromSeconds(30);

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var state = ReflectorState.Initial;
        while (!stop.IsCancellationRequested)
        {
            var outcome = await TakeStepAsync(state.Next, stop);
            if (stop.IsCancellationRequested)
            {
                return;
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
                ReflectorStep.Watch watch => await WatchAsync(watch.ResourceVersion, stop),
                _ => throw new InvalidOperationException($"Unknown step {step}."),
            };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new ReflectorOutcome.Failed();
        }
        catch (Exception error) when (error is KubeApiException or IOException or InvalidDataException or JsonException or OperationCanceledException)
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
            var page = await client.ListPageAsync(@namespace, resourceVersion, continueAt, stop);
            items.AddRange(page.Items);
            foreach (var broken in page.Undecodable)
            {
                LogUndecodable(typeof(T).Name, broken.Key, broken.Error);
                undecodable.Add(broken.Key);
            }

            listed = page.ResourceVersion;
            continueAt = page.Continue;
        }
        while (continueAt is not null);

        // Only now, with every page at hand: a list that broke off half-way must not make objects look deleted.
        Publish(store.Replace(items, undecodable));
        LogListed(typeof(T).Name, items.Count, listed);
        return new ReflectorOutcome.Listed(listed);
    }

    private async Task<ReflectorOutcome> WatchAsync(string from, CancellationToken stop)
    {
        // Ended by the server after a while, each watch after another while: so a dead one cannot last, and load is spread.
        var timeout = TimeSpan.FromMinutes(5 + (5 * random.NextDouble()));
        using var dead = new CancellationTokenSource(timeout + DeadConnection, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, dead.Token);
        var began = time.GetTimestamp();
        var reached = from;
        var events = 0;
        try
        {
            await foreach (var happened in client.WatchAsync(@namespace, from, timeout, either.Token))
            {
                events++;
                if (happened is WatchEvent<T>.Failed failed)
                {
                    LogWatchFailed(typeof(T).Name, failed.Status.Reason, failed.Status.Message);
                    return failed.Status.Code is 410 || failed.Status.Reason is "Expired" or "Gone"
                        ? new ReflectorOutcome.Expired()
                        : new ReflectorOutcome.Unavailable(reached, RetryAfter: null);
                }

                reached = Take(happened) ?? reached;
            }
        }
        catch (Exception error) when (!stop.IsCancellationRequested && error is KubeApiException or IOException or InvalidDataException or JsonException or OperationCanceledException)
        {
            return Classify(error, reached);
        }

        return new ReflectorOutcome.WatchEnded(reached, events, time.GetElapsedTime(began));
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
                return bookmark.ResourceVersion;
            case WatchEvent<T>.Undecodable broken:
                LogUndecodable(typeof(T).Name, broken.Object.Key, broken.Object.Error);
                return broken.Object.ResourceVersion;
            default:
                LogUnknownEvent(typeof(T).Name, happened);
                return null;
        }
    }

    private ReflectorOutcome Classify(Exception error, string? reached)
    {
        LogStepFailed(typeof(T).Name, error.Message);
        return error switch
        {
            KubeApiException { IsGone: true } => new ReflectorOutcome.Expired(),
            KubeApiException { Reason: "Timeout" } api when api.Message.Contains("Too large resource version", StringComparison.Ordinal) =>
                new ReflectorOutcome.Expired(),
            KubeApiException { IsUnreachable: true } or KubeApiException { IsTooManyRequests: true } or KubeApiException { StatusCode: >= System.Net.HttpStatusCode.InternalServerError } =>
                new ReflectorOutcome.Unavailable(reached, ((KubeApiException)error).RetryAfter),
            IOException or OperationCanceledException => new ReflectorOutcome.Unavailable(reached, RetryAfter: null),
            _ => new ReflectorOutcome.Failed(),
        };
    }

    private void Publish(IReadOnlyList<StoreChange<T>> changes)
    {
        foreach (var change in changes)
        {
            onChange(change);
        }
    }
}
