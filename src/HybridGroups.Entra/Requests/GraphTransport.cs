using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using HybridGroups.Entra.Connecting;
using HybridGroups.Entra.Throttling;
using HybridGroups.Sync.Cloud.Problems;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace HybridGroups.Entra.Requests;

/// <summary>
/// Sends calls: token, deadline, request id, quota, repetition. What comes back is an answer or a problem that repeating does not cure.
/// </summary>
internal sealed partial class GraphTransport
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(60);
    private static readonly ResiliencePropertyKey<GraphCall> CallKey = new("call");

    private readonly HttpClient http;
    private readonly AccessTokens tokens;
    private readonly EntraOptions options;
    private readonly GraphMetrics metrics;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly ResiliencePipeline<GraphReply> pipeline;

    public GraphTransport(HttpClient http, AccessTokens tokens, ThrottleGate gate, EntraOptions options, GraphMetrics metrics, TimeProvider clock, ILogger logger)
    {
        this.http = http;
        this.tokens = tokens;
        Gate = gate;
        this.options = options;
        this.metrics = metrics;
        this.clock = clock;
        this.logger = logger;
        pipeline = new ResiliencePipelineBuilder<GraphReply> { TimeProvider = clock }
            .AddTimeout(options.CallTimeout)
            .AddRetry(new RetryStrategyOptions<GraphReply>
            {
                MaxRetryAttempts = options.Attempts,
                ShouldHandle = arguments => ValueTask.FromResult(IsWorthRepeating(arguments.Outcome, arguments.Context)),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(DelayBefore(arguments.AttemptNumber, arguments.Outcome)),
                OnRetry = arguments =>
                {
                    var problem = arguments.Outcome.Result?.Problem;
                    LogRepeating(logger, arguments.Context.OperationKey ?? "", arguments.AttemptNumber + 1, problem?.Status ?? 0, problem?.Code ?? "", clock.GetUtcNow(), problem?.RequestId);
                    arguments.Outcome.Result?.Dispose();
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    public ThrottleGate Gate { get; }

    public string Root => options.Cloud.GraphRoot;

    public TimeProvider Clock => clock;

    /// <summary>The answer; a problem is thrown.</summary>
    public async Task<GraphReply> SendAsync(GraphCall call, CancellationToken cancellation)
    {
        var reply = await TrySendAsync(call, cancellation);
        if (reply.Problem is not { } problem)
            return reply;
        reply.Dispose();
        throw new CloudException(problem);
    }

    /// <summary>The answer, which may be a problem.</summary>
    public async Task<GraphReply> TrySendAsync(GraphCall call, CancellationToken cancellation)
    {
        DeletionGuard.Check(call.Method, call.Target);
        var context = ResilienceContextPool.Shared.Get(call.Operation.Name, cancellation);
        context.Properties.Set(CallKey, call);
        try
        {
            return await pipeline.ExecuteAsync(async (inner, state) => await state.Transport.AttemptAsync(state.Call, inner.CancellationToken), context, (Transport: this, Call: call));
        }
        catch (TimeoutRejectedException late)
        {
            throw new CloudException(new CloudProblem(CloudProblemClass.Transient, call.Operation.Name, "", $"not done within {options.CallTimeout}."), late);
        }
        catch (HttpRequestException broken)
        {
            throw new CloudException(new CloudProblem(CloudProblemClass.Transient, call.Operation.Name, "", $"{Root} cannot be reached: {broken.HttpRequestError}."), broken);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public static TimeSpan Backoff(int attempt, int jitterSource)
    {
        var seconds = Math.Min(Math.Pow(2, attempt), LongestBackoff.TotalSeconds);
        // Full jitter over the upper half: a herd spreads, and nobody comes back at once.
        return TimeSpan.FromSeconds(seconds * (0.5 + ((jitterSource & 0xFF) / 512.0)));
    }

    private async Task<GraphReply> AttemptAsync(GraphCall call, CancellationToken cancellation)
    {
        var token = await tokens.GetAsync(cancellation);
        var reply = await OnceAsync(call, token, cancellation);
        // Not accepted, or granted only after this token was issued: one more try with a new one.
        if (reply.Status != 401 && !(reply.Problem is { Class: CloudProblemClass.PermissionMissing } && tokens.IsOld(token)))
            return reply;
        LogTokenDropped(logger, reply.Status);
        reply.Dispose();
        tokens.Drop(token);
        return await OnceAsync(call, await tokens.GetAsync(cancellation), cancellation);
    }

    private async Task<GraphReply> OnceAsync(GraphCall call, string token, CancellationToken cancellation)
    {
        await Gate.EnterAsync(call.Cost ?? RequestCost.Of(call.Method, call.Target), call.IsWrite, cancellation);
        var clientRequestId = Guid.NewGuid();
        using var deadline = new CancellationTokenSource(options.AttemptTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        using var request = Build(call, token, clientRequestId);
        using var span = GraphMetrics.Begin(call, clientRequestId);
        var began = clock.GetTimestamp();
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var reply = await ReadAsync(call, response, either.Token);
            metrics.Count(span, call.Operation.Name, reply.Status, clock.GetElapsedTime(began));
            LogAnswered(logger, call.Operation.Name, call.Method.Method, request.RequestUri!.AbsolutePath, reply.Status, clientRequestId, Header(response, "request-id"));
            return reply;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested
            && failure is HttpRequestException or IOException or JsonException or OperationCanceledException)
        {
            metrics.Count(span, call.Operation.Name, 0, clock.GetElapsedTime(began));
            LogNoAnswer(logger, call.Operation.Name, failure.GetType().Name, clientRequestId);
            return new GraphReply(0, null, new CloudProblem(CloudProblemClass.Transient, call.Operation.Name, "",
                failure is OperationCanceledException ? $"no answer within {options.AttemptTimeout}." : $"{Root}: the answer did not arrive whole ({failure.GetType().Name})."));
        }
    }

    private HttpRequestMessage Build(GraphCall call, string token, Guid clientRequestId)
    {
        var request = new HttpRequestMessage(call.Method, AddressOf(call));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("client-request-id", clientRequestId.ToString("D"));
        request.Headers.UserAgent.ParseAdd("hybrid-groups/1.0");
        if (call.Prefer is not null)
            request.Headers.Add("Prefer", call.Prefer);
        if (call.IsLowPriority)
            request.Headers.Add("x-ms-throttle-priority", "low");
        if (call.Body is not null)
            request.Content = new StringContent(call.Body.ToJsonString(), Encoding.UTF8, "application/json");
        return request;
    }

    // A link that leads elsewhere would carry the token there.
    private Uri AddressOf(GraphCall call)
    {
        if (!call.Target.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !call.Target.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return new Uri($"{Root}/{(call.IsBeta ? "beta" : "v1.0")}{call.Target}");
        var link = new Uri(call.Target);
        return link.GetLeftPart(UriPartial.Authority).Equals(Root, StringComparison.OrdinalIgnoreCase)
            ? link
            : throw new CloudException(new CloudProblem(CloudProblemClass.Configuration, call.Operation.Name, "",
                $"the service sent a link to {link.Host}, which is not {options.Cloud.Graph.Host}; it was not followed."));
    }

    private async Task<GraphReply> ReadAsync(GraphCall call, HttpResponseMessage response, CancellationToken cancellation)
    {
        var status = (int)response.StatusCode;
        if (long.TryParse(Header(response, "x-ms-resource-unit"), CultureInfo.InvariantCulture, out var units))
            metrics.Charge(units);
        if (double.TryParse(Header(response, "x-ms-throttle-limit-percentage"), CultureInfo.InvariantCulture, out var used))
            Gate.Warn(used, call.IsWrite);
        if (response.IsSuccessStatusCode)
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
            var document = status == 204 || response.Content.Headers.ContentLength == 0 ? null : await JsonDocument.ParseAsync(stream, default, cancellation);
            return new GraphReply(status, document, null);
        }

        var problem = GraphProblems.Read(call.Operation, status, await ErrorAsync(response, cancellation), Header(response, "request-id"));
        var wait = RetryAfter.Parse(Header(response, "Retry-After"), clock.GetUtcNow());
        var scope = Header(response, "x-ms-throttle-scope");
        if (problem.Class == CloudProblemClass.Throttled)
            Throttled(wait ?? TimeSpan.FromSeconds(2), scope, call.IsWrite);
        return new GraphReply(status, null, problem) { RetryAfter = wait, ThrottleScope = scope };
    }

    public void Throttled(TimeSpan wait, string? scope, bool wasWrite)
    {
        LogThrottled(logger, wait, scope);
        metrics.Throttled(wait);
        Gate.Pause(wait, scope, wasWrite);
    }

    // The body may be empty, or a gateway's HTML.
    private static async Task<JsonElement> ErrorAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
            return default;
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
        if (bytes.Length == 0)
            return default;
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(bytes);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static bool IsWorthRepeating(Outcome<GraphReply> outcome, ResilienceContext context) => outcome.Result?.Problem switch
    {
        { Class: CloudProblemClass.Transient or CloudProblemClass.Throttled } => true,
        { Class: CloudProblemClass.NotFound } => context.Properties.TryGetValue(CallKey, out var call) && call.IsFresh,
        _ => false,
    };

    private static TimeSpan DelayBefore(int attempt, Outcome<GraphReply> outcome)
    {
        var reply = outcome.Result;
        // The gate holds a throttled call back by itself.
        if (reply?.Problem?.Class == CloudProblemClass.Throttled && reply.RetryAfter is not null)
            return TimeSpan.Zero;
        var backoff = Backoff(attempt, reply?.Problem?.RequestId?.GetHashCode(StringComparison.Ordinal) ?? 0);
        return reply?.RetryAfter is { } asked && asked > backoff ? asked : backoff;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
