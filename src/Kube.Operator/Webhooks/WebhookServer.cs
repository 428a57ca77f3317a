using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace Kube.Operator.Webhooks;

/// <summary>Answers the API server's questions over HTTPS, with the certificate of the moment for each new connection.</summary>
public sealed partial class WebhookServer : IAsyncDisposable
{
    public const string ValidatePath = "/validate";
    public const string ConvertPath = "/convert";

    private const long LargestBody = 7 * 1024 * 1024;
    private readonly WebApplication _application;
    private readonly Dictionary<string, IAdmissionValidator> _validators;
    private readonly Dictionary<string, IVersionConverter> _converters;
    private readonly TimeProvider _time;
    private readonly ILogger<WebhookServer> _logger;

    /// <param name="endPoint">Where to listen.</param>
    /// <param name="certificate">Asked at each new connection; null refuses it.</param>
    /// <param name="validators">One for each kind.</param>
    /// <param name="converters">One for each kind that has several versions.</param>
    /// <param name="time">The clock of the metrics.</param>
    /// <param name="loggers">Where faults are told.</param>
    public WebhookServer(
        IPEndPoint endPoint, Func<SslStreamCertificateContext?> certificate, IEnumerable<IAdmissionValidator> validators, IEnumerable<IVersionConverter> converters,
        TimeProvider time, ILoggerFactory loggers)
    {
        _validators = validators.ToDictionary(validator => validator.Kind, StringComparer.Ordinal);
        _converters = converters.ToDictionary(converter => converter.Kind, StringComparer.Ordinal);
        _time = time;
        _logger = loggers.CreateLogger<WebhookServer>();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.AddServerHeader = false;
            kestrel.Listen(endPoint, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(new TlsHandshakeCallbackOptions
                {
                    OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
                    {
                        ServerCertificateContext = certificate() ?? throw new AuthenticationException("There is no certificate yet."),
                    }),
                });
            });
        });
        _application = builder.Build();
        _application.Run(ServeAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Url => new(_application.Urls.First());

    public Task StartAsync(CancellationToken cancellation) => _application.StartAsync(cancellation);

    /// <summary>Takes no new connection and answers what was asked.</summary>
    public Task StopAsync(CancellationToken cancellation) => _application.StopAsync(cancellation);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        var began = _time.GetTimestamp();
        var webhook = new KeyValuePair<string, object?>("webhook", context.Request.Path.Value);
        if (context.Request.Path.Value is not (ValidatePath or ConvertPath))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        WebhookMetrics.InFlight.Add(1, webhook);
        try
        {
            await AnswerAsync(context);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or BadHttpRequestException)
        {
            context.Response.StatusCode = (error as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status400BadRequest;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // One question that trips us must not take the others down.
            WebhookMetrics.Panics.Add(1, webhook);
            LogFailed(context.Request.Path, error);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        finally
        {
            WebhookMetrics.InFlight.Add(-1, webhook);
            WebhookMetrics.Requests.Add(1, webhook, new("code", context.Response.StatusCode));
            WebhookMetrics.Latency.Record(_time.GetElapsedTime(began).TotalSeconds, webhook);
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        JsonObject answer;
        if (context.Request.Path == ConvertPath)
        {
            var review = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))?.AsObject() ?? throw new JsonException("empty");
            answer = ConversionReview.Answer(review, _converters);
        }
        else
        {
            using var review = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            var request = AdmissionReview.Read(review.RootElement);
            var decision = _validators.TryGetValue(request.Kind, out var validator)
                ? await validator.ValidateAsync(request, context.RequestAborted)
                : AdmissionDecision.Allowed;
            answer = AdmissionReview.Answer(review.RootElement.GetProperty("apiVersion").GetString()!, request, decision);
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
    }
}
