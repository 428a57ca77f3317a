using System.Net;
using HybridGroups.Controllers.Connectors;
using Kube.Client.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace HybridGroups.Notifications;

/// <summary>
/// Where Microsoft Graph posts that something has changed: <c>/NAMESPACE/NAME</c> of the connector. What comes in is a reason to
/// look and never data; whoever posts without the secret of a subscription gets the same answer and changes nothing.
/// </summary>
internal sealed class NotificationServer : IAsyncDisposable
{
    /// <summary>Says that a replica has handed it on, so that it is not handed on again.</summary>
    public const string ForwardedHeader = "X-Hybrid-Groups-Forwarded";

    private const long LargestBody = 1024 * 1024;
    private const int MostConnections = 256;

    private readonly WebApplication application;
    private readonly Func<ObjectKey, ReadOnlyMemory<byte>, NotificationFate> receive;
    private readonly NotificationPeers peers;

    /// <param name="endPoint">Where to listen.</param>
    /// <param name="receive">Hands it to the connector.</param>
    /// <param name="peers">The other replicas: one of them may run the connector.</param>
    public NotificationServer(IPEndPoint endPoint, Func<ObjectKey, ReadOnlyMemory<byte>, NotificationFate> receive, NotificationPeers peers)
    {
        this.receive = receive;
        this.peers = peers;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            kestrel.Listen(endPoint);
        });
        application = builder.Build();
        application.Run(ServeAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Url => new(application.Urls.First());

    /// <summary>Serves until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await application.StartAsync(stop);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(stopped.SetResult);
        await stopped.Task;
        await application.StopAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || KeyOf(context.Request.Path) is not { } connector)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        // Is anybody there? Any replica may say so.
        if (context.Request.Query.TryGetValue("validationToken", out var token))
        {
            context.Response.ContentType = "text/plain";
            await context.Response.WriteAsync(token.ToString(), context.RequestAborted);
            return;
        }

        var body = await ReadAsync(context);
        var fate = body is null ? NotificationFate.Unknown : receive(connector, body);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        if (fate == NotificationFate.Elsewhere && !context.Request.Headers.ContainsKey(ForwardedHeader))
        {
            await peers.ForwardAsync(context.Request.Path, body!, context.RequestAborted);
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpContext context)
    {
        try
        {
            using var memory = new MemoryStream();
            await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
            return memory.ToArray();
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            // Too large to be one of Graph's.
            return null;
        }
    }

    private static ObjectKey? KeyOf(PathString path) =>
        path.Value?.Split('/', StringSplitOptions.RemoveEmptyEntries) is [var @namespace, var name] ? new ObjectKey(@namespace, name) : null;
}
