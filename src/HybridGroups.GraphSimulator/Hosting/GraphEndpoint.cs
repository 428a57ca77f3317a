using System.Text.Json;
using HybridGroups.GraphSimulator.Faults;
using HybridGroups.GraphSimulator.Journal;
using HybridGroups.GraphSimulator.Notifications;
using HybridGroups.GraphSimulator.Protocol;
using HybridGroups.GraphSimulator.Routes;
using HybridGroups.GraphSimulator.Tokens;
using Microsoft.AspNetCore.Http.Features;

namespace HybridGroups.GraphSimulator.Hosting;

/// <summary>HTTP on one side, the simulated service on the other.</summary>
internal sealed class GraphEndpoint(SimulatorCore core, NotificationSender notifications)
{
    private readonly RequestProcessor processor = new(core);
    private long handshakes;
    private int sleeping;

    /// <summary>Requests that wait on the simulator's own clock.</summary>
    public int Sleeping => Volatile.Read(ref sleeping);

    public async Task HandleAsync(HttpContext context)
    {
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory, context.RequestAborted);
        var requestId = Guid.NewGuid().ToString("D");
        GraphResponse response;
        Fault? fault = null;
        GraphRequest? request = null;
        try
        {
            request = Read(context, memory, requestId);
            await ProveEndpointsAsync(request, context.RequestAborted);
            lock (core.Gate)
                (response, fault) = Process(request);
        }
        catch (GraphFailure failure)
        {
            lock (core.Gate)
                response = ErrorBody.For(failure, requestId, context.Request.Headers["client-request-id"], core.Clock.GetUtcNow());
        }

        await AnswerAsync(context, requestId, response, fault);
    }

    private (GraphResponse Response, Fault? Fault) Process(GraphRequest request)
    {
        core.Conduct.BeforeHttp(request);
        if (request.Segments is not ["$batch"] || request.Method != "POST")
            return processor.Process(request);
        var fault = core.Faults.Before(request, isItem: false);
        core.Quota.BeginBatch();
        var batch = new BatchProcessor(core, processor);
        GraphResponse response;
        try
        {
            response = fault switch
            {
                Fault.Refused { Status: var status } => throw new GraphFailure(status, "UnknownError", ""),
                Fault.Unauthorized => throw TokenService.Unauthorized("Lifetime validation failed, the token is expired."),
                Fault.Throttled => throw core.Quota.ThrottleAtRandom(request),
                // The connection is cut before anything is carried out.
                Fault.Reset => new GraphResponse(500),
                _ => batch.Process(request),
            };
        }
        catch (GraphFailure failure)
        {
            response = ErrorBody.For(failure, request, core.Clock.GetUtcNow());
        }

        core.Quota.EndBatch();
        fault ??= core.Faults.After(request, response, isItem: false);
        if (fault is null or Fault.Slow)
        {
            foreach (var (item, until) in batch.Told)
                core.Quota.Told(item, until);
        }

        if (fault is Fault.Throttled && response.WaitUntil is { } wait)
            core.Quota.Told(request, wait);
        core.Journal.Add(new JournalEntry(
            core.Journal.NextSequence(), core.Clock.GetUtcNow(), request.Method, request.Path, response.Status, request.ClientRequestId,
            null, fault?.GetType().Name, Committed: false, 0, 0));
        return (response, fault);
    }

    private async Task AnswerAsync(HttpContext context, string requestId, GraphResponse response, Fault? fault)
    {
        switch (fault)
        {
            case Fault.Reset or Fault.LostAfterCommit { ByReset: true }:
                context.Abort();
                return;
            case Fault.LostAfterCommit:
                response = ErrorBody.For(new GraphFailure(504, "UnknownError", ""), requestId, null, core.Clock.GetUtcNow());
                break;
            case Fault.Refused { Html: true, Status: var status }:
                context.Response.StatusCode = status;
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync($"<html><head><title>{status}</title></head><body>Our services aren't available right now</body></html>", context.RequestAborted);
                return;
            case Fault.Slow { By: var delay }:
                Interlocked.Increment(ref sleeping);
                try
                {
                    await Task.Delay(delay, core.Clock, context.RequestAborted);
                }
                finally
                {
                    Interlocked.Decrement(ref sleeping);
                }

                break;
        }

        context.Response.StatusCode = response.Status;
        var headers = context.Response.Headers;
        headers["request-id"] = requestId;
        headers["client-request-id"] = context.Request.Headers["client-request-id"] is { Count: > 0 } echoed ? echoed : requestId;
        headers["x-ms-ags-diagnostic"] = """{"ServerInfo":{"DataCenter":"Simulated","Slice":"E","Ring":"1","ScaleUnit":"001","RoleInstance":"SIM"}}""";
        headers.CacheControl = "no-cache";
        headers["OData-Version"] = "4.0";
        headers.StrictTransportSecurity = "max-age=31536000";
        foreach (var (name, value) in response.Headers)
            headers[name] = value;
        if (response.Body.Length == 0)
            return;
        context.Response.ContentType = response.ContentType;
        if (fault is Fault.Truncated)
        {
            // Announced whole, cut off in the middle.
            context.Response.ContentLength = response.Body.Length;
            await context.Response.Body.WriteAsync(response.Body[..(response.Body.Length / 2)], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
    }

    private async Task ProveEndpointsAsync(GraphRequest request, CancellationToken cancellationToken)
    {
        foreach (var endpoint in SubscriptionRoutes.EndpointsOf(request))
        {
            var token = $"Validation: Testing client application reachability for subscription Request-Id: {request.RequestId} +{Interlocked.Increment(ref handshakes)}&/";
            if (await notifications.ValidateAsync(endpoint, token, cancellationToken) is { } failure)
            {
                lock (core.Gate)
                    core.HandshakeFailures[request.RequestId] = failure;
                return;
            }
        }
    }

    private GraphRequest Read(HttpContext context, MemoryStream content, string requestId)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var version = path.StartsWith("/beta", StringComparison.OrdinalIgnoreCase) ? GraphVersion.Beta : GraphVersion.V1;
        path = path[(version == GraphVersion.Beta ? "/beta" : "/v1.0").Length..];
        Caller caller;
        lock (core.Gate)
            caller = core.Tokens.Authenticate(context.Request.Headers.Authorization);
        JsonElement? body = null;
        var malformed = false;
        if (content.Length > 0)
        {
            try
            {
                body = JsonSerializer.Deserialize<JsonElement>(content.GetBuffer().AsSpan(0, (int)content.Length));
            }
            catch (JsonException)
            {
                malformed = true;
            }
        }

        return new GraphRequest
        {
            Method = context.Request.Method.ToUpperInvariant(),
            Version = version,
            Root = SimulatorCore.RootOf(context.Request),
            Segments = GraphRequest.Split(path),
            Path = path,
            Query = new QueryOptions(question < 0 ? "" : target[question..]),
            Headers = context.Request.Headers
                .Where(header => header.Key != "Authorization")
                .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Caller = caller,
            Body = body,
            BodyIsMalformed = malformed,
            RequestId = requestId,
        };
    }
}
