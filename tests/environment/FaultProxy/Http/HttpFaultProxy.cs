using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace FaultProxy.Http;

/// <summary>
/// Stands between an HTTP client and a real server, and answers chosen requests itself. It ends TLS, so it shows a
/// certificate of its own, and a client certificate does not get through: clients authenticate by token.
/// </summary>
public sealed class HttpFaultProxy : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly HttpMessageInvoker _server;
    private readonly Uri _serverUrl;
    private readonly TimeProvider _time;
    private readonly ConcurrentQueue<HttpFaultRule> _rules = new();
    private int _requests;

    private HttpFaultProxy(WebApplication application, HttpMessageInvoker server, Uri serverUrl, TimeProvider time)
    {
        _application = application;
        _server = server;
        _serverUrl = serverUrl;
        _time = time;
        application.Run(HandleAsync);
    }

    /// <summary>Where clients connect.</summary>
    public Uri Url => new(_application.Urls.First());

    /// <summary>How many requests came so far, harmed ones too.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Starts a proxy before a server, on a free port of 127.0.0.1 unless told otherwise.</summary>
    /// <param name="serverUrl">The real server.</param>
    /// <param name="authority">The certificate authority of the real server.</param>
    /// <param name="certificate">What the proxy shows its clients; plain HTTP when null.</param>
    /// <param name="port">Where to listen on 127.0.0.1; a free port when 0.</param>
    /// <param name="time">The clock of delays.</param>
    public static async Task<HttpFaultProxy> StartAsync(
        Uri serverUrl, X509Certificate2 authority, X509Certificate2? certificate, int port = 0, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = certificate is null ? HttpProtocols.Http1 : HttpProtocols.Http1AndHttp2;
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });

        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            EnableMultipleHttp2Connections = true,
            SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = TrustOnly(authority) },
        };
        var proxy = new HttpFaultProxy(
            builder.Build(), new HttpMessageInvoker(handler), serverUrl, time ?? TimeProvider.System);
        await proxy._application.StartAsync();
        return proxy;
    }

    /// <summary>Adds a rule. The first rule that picks a request decides; without one the request passes.</summary>
    public HttpFaultRule Add(HttpFaultRule rule)
    {
        _rules.Enqueue(rule);
        return rule;
    }

    /// <summary>Forgets every rule.</summary>
    public void Clear() => _rules.Clear();

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), _time);
        await _application.StopAsync(limit.Token);
        await _application.DisposeAsync();
        _server.Dispose();
    }

    private static X509ChainPolicy TrustOnly(X509Certificate2 authority) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { authority },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    private async Task HandleAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        var pathAndQuery = context.Request.Path + context.Request.QueryString.ToString();
        var fault = _rules.FirstOrDefault(rule => rule.Picks(context.Request.Method, pathAndQuery))?.Fault;
        try
        {
            switch (fault)
            {
                case HttpFault.Answer answer:
                    await AnswerAsync(context, answer);
                    return;
                case HttpFault.Delay delay:
                    await Task.Delay(delay.Time, _time, context.RequestAborted);
                    break;
            }

            using var request = ForwardedRequest.From(context.Request, _serverUrl);
            using var response = await _server.SendAsync(request, context.RequestAborted);
            if (fault is HttpFault.AnswerAfterCommit other)
            {
                context.Response.StatusCode = other.Status;
                return;
            }

            await ForwardedResponse.CopyAsync(response, context, fault, _time);
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or OperationCanceledException)
        {
            context.Abort(); // the server or the client is gone: the other side learns it the same way
        }
    }

    private static async Task AnswerAsync(HttpContext context, HttpFault.Answer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        if (answer.RetryAfterSeconds is { } seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }
}
