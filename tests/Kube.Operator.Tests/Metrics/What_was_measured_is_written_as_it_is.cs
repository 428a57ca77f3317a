using System.Diagnostics.Metrics;
using Kube.Operator.Metrics;

namespace Kube.Operator.Tests.Metrics;

public sealed class What_was_measured_is_written_as_it_is : IDisposable
{
    private readonly Meter _meter = new($"Measured.{Guid.NewGuid():n}");
    private readonly MetricsExporter _exporter;

    public What_was_measured_is_written_as_it_is() => _exporter = new MetricsExporter(_meter.Name);

    [Fact]
    public void A_gauge_shows_its_last_value_and_not_the_sum_of_all()
    {
        var gauge = _meter.CreateGauge<double>("certificate_expiry");
        gauge.Record(100);
        gauge.Record(90);

        _exporter.Write().ShouldContain("certificate_expiry 90\n");
    }

    [Fact]
    public void An_up_down_counter_and_a_counter_add_up()
    {
        var workers = _meter.CreateUpDownCounter<long>("workers");
        var done = _meter.CreateCounter<long>("done_total");
        workers.Add(3);
        workers.Add(-1);
        done.Add(2);
        done.Add(5);

        _exporter.Write().ShouldBe("# TYPE done_total counter\ndone_total 7\n# TYPE workers gauge\nworkers 2\n");
    }

    [Fact]
    public void A_histogram_has_the_buckets_that_its_instrument_advises()
    {
        var reads = _meter.CreateHistogram("reads_seconds", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 900] });
        reads.Record(300);

        _exporter.Write().ShouldBe(
            "# TYPE reads_seconds histogram\nreads_seconds_bucket{le=\"1\"} 0\nreads_seconds_bucket{le=\"900\"} 1\nreads_seconds_bucket{le=\"+Inf\"} 1\nreads_seconds_sum 300\nreads_seconds_count 1\n");
    }

    [Fact]
    public void A_series_of_something_that_has_ended_is_gone()
    {
        string[] living = ["one", "two"];
        _meter.CreateObservableGauge("connectors", () => living.Select(name => new Measurement<int>(1, new KeyValuePair<string, object?>("name", name))));
        _exporter.Write().ShouldContain("connectors{name=\"two\"} 1");

        living = ["one"];

        _exporter.Write().ShouldBe("# TYPE connectors gauge\nconnectors{name=\"one\"} 1\n");
    }

    [Fact]
    public async Task Two_readers_at_once_both_see_every_gauge()
    {
        foreach (var number in Enumerable.Range(0, 50)) _meter.CreateObservableGauge($"gauge_{number:00}", () => 1);

        var texts = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(_exporter.Write, TestContext.Current.CancellationToken)));

        texts.ShouldAllBe(text => text.Split("# TYPE", StringSplitOptions.None).Length == 51);
    }

    public void Dispose()
    {
        _exporter.Dispose();
        _meter.Dispose();
    }
}
