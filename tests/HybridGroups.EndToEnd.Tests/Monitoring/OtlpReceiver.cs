using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HybridGroups.EndToEnd.Tests.Monitoring;

/// <summary>The receiving end of OTLP over HTTP: keeps the spans, and the names in what metrics it gets.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ConcurrentQueue<OtlpSpan> spans = new();
    private readonly ConcurrentDictionary<string, bool> metrics = new(StringComparer.Ordinal);

    private OtlpReceiver()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        application = builder.Build();
        application.Run(ReceiveAsync);
    }

    public Uri Url => new(application.Urls.First());

    public IReadOnlyList<OtlpSpan> Spans => [.. spans];

    public IReadOnlyCollection<string> Metrics => [.. metrics.Keys];

    public static async Task<OtlpReceiver> StartAsync(CancellationToken cancellation)
    {
        var receiver = new OtlpReceiver();
        await receiver.application.StartAsync(cancellation);
        return receiver;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        context.Response.StatusCode = (context.Request.Path.Value, context.Request.ContentType) switch
        {
            ("/v1/traces", "application/x-protobuf") => Take(() => TakeSpans(body.ToArray())),
            ("/v1/metrics", "application/x-protobuf") => Take(() => TakeMetrics(body.ToArray())),
            _ => StatusCodes.Status404NotFound,
        };
    }

    private static int Take(Action take)
    {
        take();
        return StatusCodes.Status200OK;
    }

    // resource_spans = 1, scope_spans = 2, spans = 2; of a span: trace_id = 1, span_id = 2, parent_span_id = 4, name = 5
    private void TakeSpans(byte[] request)
    {
        foreach (var span in ProtobufFields.Of(request, 1).SelectMany(resource => ProtobufFields.Of(resource, 2)).SelectMany(scope => ProtobufFields.Of(scope, 2)))
        {
            spans.Enqueue(new OtlpSpan(Encoding.UTF8.GetString(One(span, 5)), Convert.ToHexString(One(span, 1)), Convert.ToHexString(One(span, 2)), Convert.ToHexString(One(span, 4))));
        }
    }

    // resource_metrics = 1, scope_metrics = 2, metrics = 2; of a metric: name = 1
    private void TakeMetrics(byte[] request)
    {
        foreach (var metric in ProtobufFields.Of(request, 1).SelectMany(resource => ProtobufFields.Of(resource, 2)).SelectMany(scope => ProtobufFields.Of(scope, 2)))
        {
            metrics[Encoding.UTF8.GetString(One(metric, 1))] = true;
        }
    }

    private static byte[] One(byte[] message, int field) => ProtobufFields.Of(message, field) is [var first, ..] ? first : [];
}
