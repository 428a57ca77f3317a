using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Kube.Operator.Metrics;

/// <summary>What the process counts, as Prometheus reads it (text format 0.0.4). Listens to the meters whose names it is given.</summary>
public sealed class MetricsExporter : IDisposable
{
    /// <summary>The content type of <see cref="Write"/>.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly Lock _writing = new();

    /// <param name="meters">What the names of the meters begin with.</param>
    public MetricsExporter(params string[] meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (meters.Any(prefix => instrument.Meter.Name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument.Name, _ => new Family(instrument)));
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, labels, state) => ((Family)state!).Take(value, labels));
        _listener.SetMeasurementEventCallback<int>((_, value, labels, state) => ((Family)state!).Take(value, labels));
        _listener.SetMeasurementEventCallback<double>((_, value, labels, state) => ((Family)state!).Take(value, labels));
        ProcessGauges.Show();
        _listener.Start();
    }

    /// <summary>All series, sorted, each family with its help and type.</summary>
    public string Write()
    {
        // Two readers at once would empty each other's gauges.
        lock (_writing)
        {
            return WriteAll();
        }
    }

    public void Dispose() => _listener.Dispose();

    private string WriteAll()
    {
        // A series of something that has ended must not be shown for ever.
        foreach (var family in _families.Values.Where(family => family.IsObserved))
        {
            family.Clear();
        }

        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var family in _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
        {
            family.WriteTo(text);
        }

        return text.ToString();
    }

    private sealed class Family(Instrument instrument)
    {
        private static readonly double[] UsualBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
        private readonly double[] _buckets = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries is { } advised ? [.. advised] : UsualBuckets;
        private readonly bool _isHistogram = instrument.GetType().GetGenericTypeDefinition() == typeof(Histogram<>);
        private readonly bool _isCounter = instrument.GetType().GetGenericTypeDefinition() is var type && (type == typeof(Counter<>) || type == typeof(ObservableCounter<>));
        private readonly bool _isLastValue = instrument.IsObservable || instrument.GetType().GetGenericTypeDefinition() == typeof(Gauge<>);
        private readonly ConcurrentDictionary<string, Series> _series = new(StringComparer.Ordinal);

        public string Name => instrument.Name;

        public bool IsObserved => instrument.IsObservable;

        public void Clear() => _series.Clear();

        public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
        {
            var series = _series.GetOrAdd(LabelsOf(labels), _ => new Series(_isHistogram ? _buckets.Length : 0));
            lock (series)
            {
                if (_isHistogram)
                {
                    series.Sum += value;
                    series.Count++;
                    for (var bucket = 0; bucket < _buckets.Length; bucket++)
                    {
                        series.Within[bucket] += value <= _buckets[bucket] ? 1 : 0;
                    }
                }
                else
                {
                    series.Sum = _isLastValue ? value : series.Sum + value;
                }
            }
        }

        public void WriteTo(StringBuilder text)
        {
            if (_series.IsEmpty)
            {
                return;
            }

            if (instrument.Description is { } help)
            {
                text.Append("# HELP ").Append(Name).Append(' ').Append(help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
            }

            text.Append("# TYPE ").Append(Name).Append(_isHistogram ? " histogram\n" : _isCounter ? " counter\n" : " gauge\n");
            foreach (var (labels, series) in _series.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                lock (series)
                {
                    WriteTo(text, labels, series);
                }
            }
        }

        private void WriteTo(StringBuilder text, string labels, Series series)
        {
            if (!_isHistogram)
            {
                Line(text, Name, labels, series.Sum);
                return;
            }

            var comma = labels.Length == 0 ? string.Empty : ",";
            for (var bucket = 0; bucket < _buckets.Length; bucket++)
            {
                Line(text, Name + "_bucket", $"{labels}{comma}le=\"{Number(_buckets[bucket])}\"", series.Within[bucket]);
            }

            Line(text, Name + "_bucket", $"{labels}{comma}le=\"+Inf\"", series.Count);
            Line(text, Name + "_sum", labels, series.Sum);
            Line(text, Name + "_count", labels, series.Count);
        }

        private static void Line(StringBuilder text, string name, string labels, double value)
        {
            text.Append(name);
            if (labels.Length > 0)
            {
                text.Append('{').Append(labels).Append('}');
            }

            text.Append(' ').Append(Number(value)).Append('\n');
        }

        private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> labels)
        {
            var parts = new List<string>(labels.Length);
            foreach (var (name, value) in labels)
            {
                var escaped = (Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty)
                    .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
                parts.Add($"{name}=\"{escaped}\"");
            }

            parts.Sort(StringComparer.Ordinal);
            return string.Join(',', parts);
        }

        private static string Number(double value) => double.IsPositiveInfinity(value) ? "+Inf" : value.ToString("R", CultureInfo.InvariantCulture);
    }

    private sealed class Series(int buckets)
    {
        public double Sum { get; set; }

        public long Count { get; set; }

        public long[] Within { get; } = new long[buckets];
    }
}
