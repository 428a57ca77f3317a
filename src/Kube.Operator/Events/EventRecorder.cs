using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Kube.Client.Core;
using Kube.Client.Errors;
using Kube.Client.Json;
using Kube.Client.Metadata;
using Kube.Client.Resources;
using Kube.Client.Schema;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Events;

/// <summary>
/// Tells people what happened to an object. Never makes a reconciliation wait: what is too much is dropped and counted.
/// Repetitions become one event with a count.
/// </summary>
[Rbac("events.k8s.io", "events", "create,patch")]
public sealed partial class EventRecorder(
    ResourceClient<KubernetesEvent> events, string controller, string instance, Func<string, string> scrub, TimeProvider time, ILogger<EventRecorder> logger)
{
    private const string FieldManager = "hybrid-groups-events";
    private const int Capacity = 1000;
    private const int LongestNote = 1024;
    private const int LongestWord = 128;
    private static readonly TimeSpan SeriesEnds = TimeSpan.FromMinutes(6);
    private static readonly Meter Meter = new("Kube.Operator");
    private static readonly Counter<long> Dropped = Meter.CreateCounter<long>("event_recorder_dropped_total", description: "Events that were too many.");
    private static readonly Counter<long> Sent = Meter.CreateCounter<long>("event_recorder_writes_total", description: "Writes of events to the API server.");

    private readonly Channel<Happening> _channel = Channel.CreateBounded<Happening>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }, _ => Dropped.Add(1));

    private readonly EventBudget _budget = new(time);
    private readonly Dictionary<Happening, Series> _series = [];

    /// <summary>Notes an event and returns at once.</summary>
    /// <param name="regarding">What it happened to.</param>
    /// <param name="type">Whether it needs attention.</param>
    /// <param name="reason">Why, in one CamelCase word.</param>
    /// <param name="action">What was done, in one CamelCase word.</param>
    /// <param name="note">For people. Secrets are taken out.</param>
    public void Record(KubernetesObject regarding, EventType type, string reason, string action, string note)
    {
        var reference = ObjectReference.To(regarding) with { ResourceVersion = null };
        _channel.Writer.TryWrite(new Happening(reference, type, Cut(reason, LongestWord), Cut(action, LongestWord), Cut(scrub(note), LongestNote)));
    }

    /// <summary>Writes events until it is cancelled, and then what is left, as long as <paramref name="flushLimit"/> allows.</summary>
    public async Task RunAsync(TimeSpan flushLimit, CancellationToken stop)
    {
        try
        {
            await foreach (var happening in _channel.Reader.ReadAllAsync(stop))
            {
                await WriteAsync(happening, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            using var limit = new CancellationTokenSource(flushLimit, time);
            while (_channel.Reader.TryRead(out var left) && !limit.IsCancellationRequested)
            {
                await WriteAsync(left, limit.Token);
            }
        }
    }

    private async Task WriteAsync(Happening happening, CancellationToken cancellation)
    {
        ForgetEndedSeries();
        if (!_budget.TryTake(happening.Regarding))
        {
            Dropped.Add(1);
            return;
        }

        try
        {
            Sent.Add(1);
            if (_series.TryGetValue(happening, out var series))
            {
                series.Count++;
                series.Last = time.GetTimestamp();
                await events.MergeAsync(series.Key, SeriesPatch(series.Count), FieldManager, cancellation);
            }
            else
            {
                var made = await events.CreateAsync(ToEvent(happening), FieldManager, cancellation);
                _series[happening] = new Series(made.Key) { Last = time.GetTimestamp() };
            }
        }
        catch (KubeApiException error)
        {
            _series.Remove(happening);
            LogNotWritten(happening.Reason, error.Message);
        }
        catch (OperationCanceledException)
        {
            Dropped.Add(1);
        }
    }

    private JsonObject SeriesPatch(int count) => new()
    {
        ["series"] = System.Text.Json.JsonSerializer.SerializeToNode(new EventSeries { Count = count, LastObservedTime = time.GetUtcNow() }, KubeJson.Options),
    };

    private KubernetesEvent ToEvent(Happening happening)
    {
        var regarding = happening.Regarding;
        return new KubernetesEvent
        {
            Metadata = new ObjectMeta { Namespace = regarding.Namespace ?? "default", Name = NameFor(happening) },
            EventTime = time.GetUtcNow(),
            ReportingController = controller,
            ReportingInstance = Cut(instance, LongestWord),
            Type = happening.Type.ToString(),
            Reason = happening.Reason,
            Action = happening.Action,
            Note = happening.Note,
            Regarding = regarding,
        };
    }

    private string NameFor(Happening happening)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{happening}{instance}{time.GetUtcNow():O}"));
        return $"{Cut(happening.Regarding.Name ?? "event", 200)}.{Convert.ToHexStringLower(hash)[..16]}";
    }

    private void ForgetEndedSeries()
    {
        foreach (var (key, _) in _series.Where(entry => time.GetElapsedTime(entry.Value.Last) > SeriesEnds).ToArray())
        {
            _series.Remove(key);
        }
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";

    private sealed record Happening(ObjectReference Regarding, EventType Type, string Reason, string Action, string Note);

    private sealed class Series(ObjectKey key)
    {
        public ObjectKey Key { get; } = key;

        public int Count { get; set; } = 1;

        public long Last { get; set; }
    }
}
