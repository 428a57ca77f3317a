using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Reflection;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Kube.Client.Config;
using Kube.Client.Errors;
using Kube.Client.Json;

namespace Kube.Client.Http;

/// <summary>The connection to one API server. Every request has a deadline; a watch has the one its caller gives.</summary>
public sealed class ApiServer : IDisposable
{
    /// <summary>How long a request other than a watch may take.</summary>
    public static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(30);

    private readonly ClusterAccess _access;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;
    private readonly ProductInfoHeaderValue _userAgent;

    public ApiServer(ClusterAccess access, TimeProvider time)
    {
        _access = access;
        _time = time;
        _http = new HttpMessageInvoker(CreateHandler(access));
        var program = Assembly.GetEntryAssembly()?.GetName();
        _userAgent = new ProductInfoHeaderValue(program?.Name ?? "Kube.Client", program?.Version?.ToString(3));
    }

    /// <summary>Where it is.</summary>
    public Uri Url => _access.Server;

    /// <summary>Sends a request and reads the object that comes back.</summary>
    public async Task<T> SendAsync<T>(HttpMethod method, string pathAndQuery, HttpContent? content, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(RequestLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using var response = await OpenAsync(method, pathAndQuery, content, either.Token);
            return await response.Content.ReadFromJsonAsync<T>(KubeJson.Options, either.Token)
                ?? throw new KubeApiException($"{method} {pathAndQuery}: the API server answered null.", response.StatusCode, reason: null, retryAfter: null);
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw Unreachable($"no answer to {method} {pathAndQuery} within {RequestLimit.TotalSeconds:0} s", late);
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException)
        {
            throw Unreachable($"the connection broke during {method} {pathAndQuery}: {cut.Message}", cut);
        }
        catch (JsonException garbled)
        {
            throw Unreachable($"the answer to {method} {pathAndQuery} is not the JSON expected: {garbled.Message}", garbled);
        }
    }

    /// <summary>Sends a request and returns once the headers are there. The caller has the deadline and disposes the response.</summary>
    public async Task<HttpResponseMessage> OpenAsync(
        HttpMethod method, string pathAndQuery, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(_access.Server, pathAndQuery))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = content,
        };
        request.Headers.UserAgent.Add(_userAgent);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (_access.Token is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await token(cancellation));
        }

        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(request, cancellation);
        }
        catch (HttpRequestException error)
        {
            throw Unreachable(Reason(error), error);
        }

        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await RefusedAsync(response, $"{method} {pathAndQuery}", cancellation);
        }
    }

    public void Dispose() => _http.Dispose();

    private static SocketsHttpHandler CreateHandler(ClusterAccess access)
    {
        var tls = new SslClientAuthenticationOptions { TargetHost = access.TlsServerName };
        if (access.Authorities.Count > 0)
        {
            // A chain policy, not a callback: the host name stays checked (kubernetes-client/csharp skips it with a private CA).
            tls.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(access.Authorities);
        }

        if (access.ClientCertificate is { } certificate)
        {
            tls.ClientCertificates = [certificate];
        }

        return new SocketsHttpHandler
        {
            SslOptions = tls,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = RequestLimit,
            EnableMultipleHttp2Connections = true,
            // A connection whose other end vanished without a word is found out within 45 seconds.
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
            // New connections now and then, so that changed DNS entries are seen; a running watch is not cut.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
    }

    private static async Task<KubeApiException> RefusedAsync(HttpResponseMessage response, string what, CancellationToken cancellation)
    {
        var body = string.Empty;
        ApiStatus? status = null;
        try
        {
            body = await response.Content.ReadAsStringAsync(cancellation);
            status = JsonSerializer.Deserialize<ApiStatus>(body, KubeJson.Options);
        }
        catch (JsonException)
        {
            // Not from the API server itself but from something before it: its text is shown as it is.
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException)
        {
            body = $"(the rest of the answer was lost: {cut.Message})";
        }

        var retryAfter = response.Headers.RetryAfter?.Delta;
        var message = status?.Message ?? (body.Length > 500 ? body[..500] : body);
        return new KubeApiException(
            $"{what}: {(int)response.StatusCode} {status?.Reason ?? response.ReasonPhrase}: {message}", response.StatusCode, status?.Reason, retryAfter);
    }

    private static string Reason(HttpRequestException error) => error.InnerException switch
    {
        AuthenticationException untrusted => $"its certificate is not accepted: {untrusted.InnerException?.Message ?? untrusted.Message}",
        { } inner => inner.Message,
        null => error.Message,
    };

    private KubeApiException Unreachable(string why, Exception inner) =>
        new($"The API server {_access.Server} does not answer: {why}", statusCode: null, reason: null, retryAfter: null, inner);
}
