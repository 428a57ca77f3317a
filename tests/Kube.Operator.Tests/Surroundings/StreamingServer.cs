using System.Net;
using System.Threading.Channels;
using Kube.Client.Config;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Tests.Surroundings;

/// <summary>
/// Watches as servers with streamed lists (KEP-3157) serve them, which the API server at hand is too old for: each request
/// becomes a <see cref="Stream"/> into which a test writes lines. <c>make verify-crds</c> asks a real one.
/// </summary>
internal sealed class StreamingServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Channel<Stream> _watches = Channel.CreateUnbounded<Stream>();

    private StreamingServer()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(async context =>
        {
            var stream = new Stream(context.Request.QueryString.Value ?? string.Empty);
            await _watches.Writer.WriteAsync(stream, context.RequestAborted);
            context.Response.ContentType = "application/json";
            await context.Response.StartAsync(context.RequestAborted);
            await foreach (var line in stream.Lines.Reader.ReadAllAsync(context.RequestAborted))
            {
                await context.Response.WriteAsync(line + "\n", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
        });
    }

    public ClusterAccess Access => new() { Server = new Uri(_application.Urls.First()) };

    public static async Task<StreamingServer> StartAsync()
    {
        var server = new StreamingServer();
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>The next request that a client makes.</summary>
    public async Task<Stream> NextAsync() =>
        await _watches.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    /// <summary>One answer, line by line, until it is ended.</summary>
    internal sealed class Stream(string query)
    {
        public string Query { get; } = query;

        public Channel<string> Lines { get; } = Channel.CreateUnbounded<string>();

        public Stream Send(string type, string name, int resourceVersion, string uid = "1")
        {
            Lines.Writer.TryWrite($$$$"""{"type":"{{{{type}}}}","object":{"apiVersion":"conformance.kube.test/v1","kind":"Widget","metadata":{"name":"{{{{name}}}}","namespace":"home","uid":"{{{{name}}}}-{{{{uid}}}}","resourceVersion":"{{{{resourceVersion}}}}","generation":1},"spec":{"size":1}}}""");
            return this;
        }

        public Stream SendBookmark(int resourceVersion, bool endsInitialEvents)
        {
            var annotations = endsInitialEvents ? ""","annotations":{"k8s.io/initial-events-end":"true"}""" : string.Empty;
            Lines.Writer.TryWrite($$$$"""{"type":"BOOKMARK","object":{"apiVersion":"conformance.kube.test/v1","kind":"Widget","metadata":{"resourceVersion":"{{{{resourceVersion}}}}"{{{{annotations}}}}}}}""");
            return this;
        }

        public Stream SendExpired()
        {
            Lines.Writer.TryWrite("""{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","message":"too old resource version","reason":"Expired","code":410}}""");
            return this;
        }

        public Stream SendFailure(string message)
        {
            Lines.Writer.TryWrite($$$$"""{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","status":"Failure","message":"{{{{message}}}}","reason":"InternalError","code":500}}""");
            return this;
        }

        public Stream SendEmptyList(int resourceVersion)
        {
            Lines.Writer.TryWrite($$$$"""{"kind":"WidgetList","apiVersion":"conformance.kube.test/v1","metadata":{"resourceVersion":"{{{{resourceVersion}}}}"},"items":[]}""");
            return this;
        }

        /// <summary>Ends the answer as the server does.</summary>
        public void End() => Lines.Writer.Complete();

        /// <summary>Breaks it off.</summary>
        public void Break() => Lines.Writer.Complete(new IOException("broken off by the test"));
    }
}
