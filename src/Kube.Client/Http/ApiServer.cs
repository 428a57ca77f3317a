using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using System.Reflection;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Kube.Client.Config;
using Kube.Client.Errors;
using Kube.Client.Json;

namespace Kube.Client.Http;

/// <summary>
/// The connection to one API server. Every request has a deadline; a watch has the one its caller gives. A request is
/// repeated only where that is allowed: the server asked for it by Retry-After, or it reads and the connection broke.
/// </summary>
public sealed class ApiServer : IDisposable
{
    /// <summary>How long a request other than a watch may take, unless told otherwise.</summary>
    public static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(30);

    private const int MostAttempts = 10;
    private static readonly TimeSpan AfterBrokenConnection = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(1);

    private readonly ClusterAccess _access;
    private readonly TimeProvider _time;
    private readonly TimeSpan _limit;
    private readonly int _attempts;
    private readonly ProductInfoHeaderValue _userAgent;
    private readonly Lock _lock = new();
    private HttpMessageInvoker _http;
    private int _connectionVersion;

    /// <param name="access">Where and as whom.</param>
    /// <param name="time">The clock of deadlines.</param>
    /// <param name="limit">How long a request other than a watch may take; <see cref="RequestLimit"/> when null.</param>
    /// <param name="retries">False where the caller has its own way to try again, as a lease holder has.</param>
    public ApiServer(ClusterAccess access, TimeProvider time, TimeSpan? limit = null, bool retries = true)
    {
        _access = access;
        _time = time;
        _limit = limit ?? RequestLimit;
        _attempts = retries ? MostAttempts : 1;
        _connectionVersion = access.ConnectionVersion;
        _http = new HttpMessageInvoker(CreateHandler(access, _limit));
        var program = Assembly.GetEntryAssembly()?.GetName();
        _userAgent = new ProductInfoHeaderValue(program?.Name ?? "Kube.Client", program?.Version?.ToString(3));
    }

    /// <summary>Where it is.</summary>
    public Uri Url => _access.Server;

    /// <summary>What the server warns of (deprecated versions, unknown fields), each text once.</summary>
    public WarningLog Warnings { get; } = new();

    /// <summary>Sends a request and reads the object that comes back.</summary>
    public async Task<T> SendAsync<T>(HttpMethod method, string pathAndQuery, RequestBody? body, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await SendOnceAsync<T>(method, pathAndQuery, body, cancellation);
            }
            catch (KubeApiException refused) when (attempt < _attempts && WaitBeforeRetry(method, refused, attempt) is { } wait)
            {
                await Task.Delay(wait, _time, cancellation);
            }
        }
    }

    /// <summary>Sends a request and returns once the headers are there. The caller has the deadline and disposes the response.</summary>
    public async Task<HttpResponseMessage> OpenAsync(HttpMethod method, string pathAndQuery, RequestBody? body, CancellationToken cancellation)
    {
        for (var isSecondTry = false; ; isSecondTry = true)
        {
            var token = await _access.Credentials.TokenAsync(cancellation);
            var response = await SendAsync(method, pathAndQuery, body, token, cancellation);
            if (response.IsSuccessStatusCode)
            {
                Warnings.Take(response);
                return response;
            }

            using (response)
            {
                // A token that was replaced in the meantime: nobody above needs to know.
                if (response.StatusCode == HttpStatusCode.Unauthorized && !isSecondTry && token is not null && _access.Credentials.Refused(token))
                {
                    continue;
                }

                throw await RefusedAsync(response, $"{method} {pathAndQuery}", cancellation);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> SendOnceAsync<T>(HttpMethod method, string pathAndQuery, RequestBody? body, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(_limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using var response = await OpenAsync(method, pathAndQuery, body, either.Token);
            return await response.Content.ReadFromJsonAsync<T>(KubeJson.Options, either.Token)
                ?? throw new KubeApiException($"{method} {pathAndQuery}: the API server answered null.", response.StatusCode, reason: null, retryAfter: null);
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw Unreachable($"no answer to {method} {pathAndQuery} within {_limit.TotalSeconds:0} s", late, isConnectionBroken: false);
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException)
        {
            throw Unreachable($"the connection broke during {method} {pathAndQuery}: {cut.Message}", cut, isConnectionBroken: true);
        }
        catch (JsonException garbled)
        {
            throw Unreachable($"the answer to {method} {pathAndQuery} is not the JSON expected: {garbled.Message}", garbled, isConnectionBroken: false);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string pathAndQuery, RequestBody? body, string? token, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(_access.Server, pathAndQuery))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = body?.ToContent(),
        };
        // The handler takes the name that a certificate must carry from here, and from nowhere else: a TargetHost in its
        // options is overwritten.
        request.Headers.Host = _access.TlsServerName;
        request.Headers.UserAgent.Add(_userAgent);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        try
        {
            var response = await Connection().SendAsync(request, cancellation);
            ClientMetrics.Count(method, _access.Server, ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture));
            return response;
        }
        catch (HttpRequestException error)
        {
            ClientMetrics.Count(method, _access.Server, "<error>");
            throw Unreachable(Reason(error), error, error.HttpRequestError is not HttpRequestError.SecureConnectionError);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            // The handler lets these through as they are when a connection is reset in its first moment.
            ClientMetrics.Count(method, _access.Server, "<error>");
            throw Unreachable(error.Message, error, isConnectionBroken: true);
        }
    }

    /// <summary>A connection made with another client certificate or other authorities is given up.</summary>
    private HttpMessageInvoker Connection()
    {
        var version = _access.ConnectionVersion;
        lock (_lock)
        {
            if (version != _connectionVersion)
            {
                var former = _http;
                _http = new HttpMessageInvoker(CreateHandler(_access, _limit));
                _connectionVersion = version;
                former.Dispose(); // watches on it end and are taken up again
            }

            return _http;
        }
    }

    private static TimeSpan? WaitBeforeRetry(HttpMethod method, KubeApiException refused, int attempt) => refused switch
    {
        { RetryAfter: { } asked, StatusCode: HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError } => asked < LongestRetryAfter ? asked : LongestRetryAfter,
        { IsConnectionBroken: true } when method == HttpMethod.Get && attempt < 3 => AfterBrokenConnection * attempt,
        _ => null,
    };

    private static SocketsHttpHandler CreateHandler(ClusterAccess access, TimeSpan limit)
    {
        var tls = new SslClientAuthenticationOptions(); // versions are the system's choice: TLS 1.2 and 1.3
        if (access.CurrentAuthorities() is { Count: > 0 } authorities)
        {
            // A chain policy, not a callback: the host name stays checked (kubernetes-client/csharp skips it with a private CA).
            tls.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            tls.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }

        // Asked at each connection: an exec plugin gives its certificate only after it was asked for a token.
        tls.LocalCertificateSelectionCallback = (_, _, _, _, _) => access.Credentials.ClientCertificate!;
        return new SocketsHttpHandler
        {
            SslOptions = tls,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = limit,
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

        var message = status?.Message ?? (body.Length > 500 ? body[..500] : body);
        return new KubeApiException(
            $"{what}: {(int)response.StatusCode} {status?.Reason ?? response.ReasonPhrase}: {message}",
            response.StatusCode, status?.Reason, response.Headers.RetryAfter?.Delta,
            requestId: response.Headers.TryGetValues("Audit-Id", out var ids) ? ids.FirstOrDefault() : null);
    }

    private static string Reason(HttpRequestException error) => error.InnerException switch
    {
        AuthenticationException untrusted => $"its certificate is not accepted: {untrusted.InnerException?.Message ?? untrusted.Message}",
        { } inner => inner.Message,
        null => error.Message,
    };

    private KubeApiException Unreachable(string why, Exception inner, bool isConnectionBroken) =>
        new($"The API server {_access.Server} does not answer: {why}", statusCode: null, reason: null, retryAfter: null, inner) { IsConnectionBroken = isConnectionBroken };
}
