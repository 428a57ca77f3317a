using System.Net;
using System.Text;
using Kube.Operator.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kube.Operator.Hosting;

/// <summary>
/// /healthz, /readyz, /metrics, /debug and /debug/log-level over HTTP, from before anything else starts until after everything else has ended. As in
/// Kubernetes: a path below for each check, <c>?verbose</c>, <c>?exclude=</c>.
/// </summary>
public sealed class DiagnosticsServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    /// <param name="endPoint">Where to listen.</param>
    /// <param name="live">While one fails, the process is to be started anew.</param>
    /// <param name="ready">While one fails, the process is not to be asked.</param>
    /// <param name="metrics">What is counted.</param>
    /// <param name="problems">What /debug shows beside the state of caches and queues.</param>
    /// <param name="logLevel">What /debug/log-level shows and sets.</param>
    public DiagnosticsServer(
        IPEndPoint endPoint, IReadOnlyList<HealthCheck> live, IReadOnlyList<HealthCheck> ready, MetricsExporter metrics, RecentProblems? problems = null, LogLevelSwitch? logLevel = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(endPoint);
        });
        _application = builder.Build();
        _application.Run(context => context.Request.Path.Value switch
        {
            "/metrics" => WriteAsync(context, StatusCodes.Status200OK, MetricsExporter.ContentType, metrics.Write()),
            { } path when path.StartsWith("/healthz", StringComparison.Ordinal) => AnswerAsync(context, "/healthz", live),
            { } path when path.StartsWith("/readyz", StringComparison.Ordinal) => AnswerAsync(context, "/readyz", ready),
            "/debug" or "/debug/log-level" when context.Connection.RemoteIpAddress is not { } from || !IPAddress.IsLoopback(from) =>
                WriteAsync(context, StatusCodes.Status403Forbidden, "text/plain", "only from the same machine: use kubectl port-forward\n"),
            "/debug" => WriteAsync(context, StatusCodes.Status200OK, "application/json", DebugPage.Write(live, ready, problems) + "\n"),
            "/debug/log-level" when logLevel is not null => LogLevelPage.AnswerAsync(context, logLevel),
            _ => WriteAsync(context, StatusCodes.Status404NotFound, "text/plain", "known are /healthz, /readyz, /metrics, /debug and /debug/log-level\n"),
        });
    }

    /// <summary>Where it listens.</summary>
    public Uri Url => new(_application.Urls.First());

    public Task StartAsync(CancellationToken cancellation) => _application.StartAsync(cancellation);

    public Task StopAsync(CancellationToken cancellation) => _application.StopAsync(cancellation);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static Task AnswerAsync(HttpContext context, string root, IReadOnlyList<HealthCheck> checks)
    {
        var one = context.Request.Path.Value![root.Length..].Trim('/');
        var excluded = context.Request.Query["exclude"];
        var asked = checks.Where(check => one.Length == 0 ? !excluded.Contains(check.Name, StringComparer.Ordinal) : string.Equals(check.Name, one, StringComparison.Ordinal)).ToArray();
        if (one.Length > 0 && asked.Length == 0)
        {
            return WriteAsync(context, StatusCodes.Status404NotFound, "text/plain", $"known are {string.Join(", ", checks.Select(check => check.Name))}\n");
        }

        var results = asked.Select(check => (check.Name, Problem: check.Problem())).ToArray();
        var isWell = results.All(result => result.Problem is null);
        var text = new StringBuilder();
        if (!isWell || context.Request.Query.ContainsKey("verbose"))
        {
            foreach (var (name, problem) in results)
            {
                text.Append(problem is null ? $"[+]{name} ok\n" : $"[-]{name} failed: {problem}\n");
            }
        }

        text.Append(isWell ? "ok\n" : "not ok\n");
        return WriteAsync(context, isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, "text/plain", text.ToString());
    }

    internal static Task WriteAsync(HttpContext context, int status, string contentType, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
